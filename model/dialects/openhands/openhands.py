"""OpenHands as a dialect: its rules, each in a file of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.loaded import Loaded, ReadError, ReadResult
from llm_tui.model.dialects.mentions import Change, IdleReference, Reference
from llm_tui.model.dialects.openhands import environment as variables
from llm_tui.model.dialects.openhands import loader, pointing, toml_parser
from llm_tui.model.dialects.openhands import references as section_references
from llm_tui.model.dialects.openhands.exports import Exports
from llm_tui.model.dialects.openhands.release import Release, last_reading, release
from llm_tui.model.dialects.section_choice import Configs
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.plain_reader import is_plain
from llm_tui.model.toml.syntax import BOM

if TYPE_CHECKING:
    from llm_tui.model.dialects.calls import OneRun, Request
    from llm_tui.model.dialects.retry_policy import RetryPolicy


@dataclass(frozen=True)
class OpenHands(Exports):
    """One release of OpenHands, or of OpenDevin before it."""

    rules: Release

    @property
    def name(self) -> str:
        """Also OpenDevin's."""
        return "openhands"

    @property
    def release(self) -> str:
        """The version of its tag."""
        return self.rules.version

    @property
    def program(self) -> str:
        """Its name at the time."""
        return self.rules.rules.program

    @property
    def fields(self) -> Mapping[str, Field]:
        """Those of `LLMConfig` in this release."""
        return self.rules.fields

    @property
    def groups(self) -> tuple[str, ...]:
        """The same for all releases."""
        return self.rules.groups

    @property
    def last_reader(self) -> "OpenHands | None":
        """From 1.7.0 on it knows `[llm]`, and reads nothing from it."""
        return None if self.rules.reads_sections else OpenHands(release(last_reading()))

    @property
    def inherits(self) -> bool:
        """Where the base is read before the sections."""
        return self.rules.rules.loading in ("in two passes", "over base")

    @property
    def own_providers(self) -> frozenset[str]:
        """Those at the project's own proxy, in releases that know it."""
        return frozenset({self.name}) if self.rules.rules.rewrites_openhands_prefix else frozenset()

    @property
    def verified_models(self) -> frozenset[str]:
        """Those that its documents recommend."""
        from llm_tui.model.dialects.openhands.verified import VERIFIED

        return VERIFIED

    def lists(self, model: str) -> bool:
        """By the table of output limits, which is from an older litellm than ours."""
        from llm_tui.model.dialects.openhands.request import output_limit

        return output_limit(model) is not None

    @property
    def by_litellm(self) -> bool:
        """All its calls go through it."""
        return True

    @property
    def litellm(self) -> str | None:
        """That of its poetry.lock."""
        return self.rules.rules.litellm

    @property
    def distributions(self) -> tuple[str, ...]:
        """The package of the program; `openhands` is its command line, which reads other files."""
        return ("openhands-ai",)

    @property
    def folders(self) -> frozenset[str]:
        """The only folder of `LLMConfig`."""
        return frozenset({"log_completions_folder"})

    def read(self, data: bytes) -> ReadResult:
        """Read by `toml` 0.10.2, which names no byte order mark as what it stumbles over."""
        result = toml_parser.read(data)
        if result.error and result.error.line == 1 and data.startswith(BOM.encode()):
            reason = "it begins with a byte order mark"
            return ReadResult(error=result.error._replace(message=reason))
        return result

    @property
    def reads_sections_alone(self) -> bool:
        """Yes: its parser reads line after line."""
        return True

    def is_plain(self, document: Document) -> bool:
        """Nearly every file is."""
        return not document.has_bom and is_plain(document.text)

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """Load as `load_openhands_config` does."""
        return loader.load(tables, self.rules, environment)

    def name_fault(self, name: str) -> str | None:
        """A section `[llm.llm]` replaces the base; its parser can't read some characters."""
        if name == BASE[0]:
            return "[llm.llm] would take the place of [llm]; choose another name"
        fault = super().name_fault(name)
        return fault and f'{fault}: it has no ", no \\ and no control character'

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """That of `[llm]`, and before 0.27.0 of `[LLM]` too."""
        found: dict[str, Any] = {}
        for content in loader.llm_tables(tables, self.rules).values():
            found |= content
        return found

    def references(
        self,
        tables: Mapping[str, Any] | None,
        configs: Configs,
        environment: Mapping[str, str],
    ) -> tuple[Reference, ...]:
        """Those of agents and condensers."""
        if not self.rules.reads_sections:
            return ()
        return section_references.references(tables, configs, self.rules, environment)

    @property
    def reference_key(self) -> str:
        """That of agents and condensers."""
        return section_references.LLM_CONFIG

    def idle_references(self, tables: Mapping[str, Any]) -> tuple[IdleReference, ...]:
        """Those of agents and of a condenser."""
        return tuple(section_references.idle_references(tables, self.program))

    def repointed(self, path: Path, section: Path, references: tuple[Reference, ...]) -> Change:
        """The base is mostly named by no key at all."""
        return pointing.repointed(path, section, references)

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
        """`[core] default_agent`, unless the environment says otherwise."""
        return section_references.default_agent(tables, self.rules, environment)

    def users(self, agent: str) -> tuple[str, ...]:
        """Its own section, else that of `[agent]`."""
        return (f"agent.{agent}", "agent")

    def ways_to_use(
        self, document: Document, section: Path, agent: str | None, started: str | None
    ) -> tuple[tuple[Change, ...], ...] | None:
        """A name in `[agent]` or in the agent's own section."""
        if started is None:
            return None
        return pointing.ways_to_use(document, section, agent, started)

    def not_followed(self, agent: str | None) -> str:
        """A key that it refuses makes it ignore the whole section of the agent."""
        return f"; a key in [agent.{agent}] or [agent] may make it ignore that section"

    def one_run(
        self,
        section: Path,
        path: str | None,
        tables: Mapping[str, Any],
        loaded: Loaded,
        environment: Mapping[str, str],
    ) -> "OneRun | None":
        """`-l NAME`, which is gone with the sections."""
        if not self.rules.reads_sections:
            return None
        from llm_tui.model.dialects.openhands.command_line import one_run

        return one_run(section, path, tables, loaded, self.rules, environment)

    def in_use(
        self,
        tables: Mapping[str, Any],
        references: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path | None:
        """That of the default agent."""
        if not self.rules.reads_sections:
            return None
        return section_references.in_use(tables, references, self.rules, environment)

    @property
    def variable_prefix(self) -> str | None:
        """Each key has a variable."""
        return variables.PREFIX if self.rules.reads_sections else None

    def request(
        self, values: Mapping[str, Any], environment: Mapping[str, str] | None = None
    ) -> "Request":
        """The call in this release."""
        if not self.rules.reads_sections:
            return super().request(values)
        # Imported here, like the retry policy: what only shows a file does not ask.
        from llm_tui.model.dialects.openhands.request import completion_request

        return completion_request(values, self.rules, environment)

    def retry_policy(self, values: Mapping[str, Any]) -> "RetryPolicy":
        """By the four retry keys."""
        from llm_tui.model.dialects.openhands.retries import retry_policy

        return retry_policy(values, self.rules)

    def unread(self, error: ReadError, model: str) -> str:
        """It goes on without the file, unless the error is one that it does not catch."""
        if error.crash:
            return f"{self.program} stops when it starts."
        if not self.rules.reads_sections:
            return f"{self.program} ignores all of this file."
        return f"{self.program} ignores all of this file: it runs on {model}."

    def unknown_key(self, header: str) -> str:
        """One such key makes it ignore the whole section."""
        return f"would ignore all of {header} because of it"
