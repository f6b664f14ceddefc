"""The part of the contract that says which section a program uses, and how the file chooses it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.loaded import Layer, Loaded
from llm_tui.model.dialects.mentions import Change, IdleReference, Reference, mentions, user_at
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name

if TYPE_CHECKING:
    from llm_tui.model.dialects.calls import OneRun

Configs = Mapping[Path, tuple[Layer, ...]]


class SectionChoice:
    """References to sections. By default nothing in the file chooses one."""

    @property
    def reference_key(self) -> str | None:
        """The key by which other parts of the file name a section; None where none does."""
        return None

    def mentions(self, tables: Mapping[str, Any], section: Path) -> tuple[Path, ...]:
        """Where the file names a section, also where the program would not look for it."""
        if self.reference_key is None:
            return ()
        name = section_name(section)
        return tuple(path for path, value in mentions(tables, self.reference_key) if value == name)

    def references(
        self, tables: Mapping[str, Any] | None, configs: Configs, environment: Mapping[str, str]
    ) -> tuple[Reference, ...]:
        """All places that choose a section. A name that is no section's means the base.

        tables: None where its parser can't read the file.
        configs: those of the sections that it accepted.
        """
        if self.reference_key is None or tables is None:
            return ()
        return tuple(
            Reference(user_at(path), path, name, section if section in configs else BASE)
            for path, name in mentions(tables, self.reference_key)
            if isinstance(name, str)
            for section in [(*BASE, name)]
        )

    def idle_references(self, tables: Mapping[str, Any]) -> tuple[IdleReference, ...]:
        """Places that name a section without effect, whether or not they are in effect too."""
        return ()

    def repointed(self, path: Path, section: Path, references: tuple[Reference, ...]) -> Change:
        """The change that makes a place of the file name another section.

        references: all that there are.
        """
        return Change(path[:-1], str(path[-1]), section_name(section))

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
        """The agent that a plain start of it runs; None if the file can't choose an agent."""
        return None

    def users(self, agent: str) -> tuple[str, ...]:
        """The users among the references that decide for an agent, the first that is there."""
        return (agent,)

    def in_use(
        self,
        tables: Mapping[str, Any],
        references: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path | None:
        """The section that a plain start of it uses; None where that is not known."""
        return None

    def ways_to_use(
        self, document: Document, section: Path, agent: str | None, started: str | None
    ) -> tuple[tuple[Change, ...], ...] | None:
        """Changes after which an agent, or a plain start, may use a section: the smallest first.

        agent: the one to use it; None for a plain start.
        started: the agent that a plain start runs, if that is known.
        Returns None where no setting of the file says which section is used.
        """
        return None

    def not_followed(self, agent: str | None) -> str:
        """Why it may not follow such a change, as the end of a sentence; empty if not known."""
        return ""

    def one_run(
        self,
        section: Path,
        path: str | None,
        tables: Mapping[str, Any],
        loaded: Loaded,
        environment: Mapping[str, str],
    ) -> "OneRun | None":
        """How to use a section for one run of it; None where its command line can't.

        path: the config file; None for the config.toml of the folder that it is started in.
        """
        return None

    def unused(self, section: Path) -> str | None:
        """Why it never asks for a section of this name; None where it may."""
        return None
