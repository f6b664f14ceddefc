"""The file that one run of the screen works on, and how it is read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.recognise import Chosen
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.store import storage
from llm_tui.model.store.preferences import DEFAULTS, Preferences
from llm_tui.model.toml.document import Document
from llm_tui.tui.text.safe_text import Printable, printable

if TYPE_CHECKING:
    from llm_tui.model.effective.env_file import EnvFile
    from llm_tui.model.probe.interpreter import Interpreter
    from llm_tui.model.store.recovery import Journal

NOT_CHOSEN = ""
"""The path of a session before the user has named the new file."""


@dataclass(frozen=True)
class Session:
    """A file, its dialect, and the environment."""

    path: str
    chosen: Chosen
    environment: Mapping[str, str]
    read_only: bool = False
    """Was --read-only given?"""
    preferences: Preferences = DEFAULTS
    """As they were when the program started."""
    complaints: tuple[str, ...] = ()
    """Complaints about the file of the preferences."""
    env_file: "EnvFile | None" = None
    """The file of `--env-file`; its variables are also in the environment."""

    @property
    def dialect(self) -> Dialect:
        """The program that the file is read as."""
        return self.chosen.dialect

    @property
    def place(self) -> Printable:
        """The path as its user knows it, and the host that it is on."""
        home = os.path.expanduser("~")
        path = os.path.abspath(self.path)
        if path.startswith(home + os.sep):
            path = "~" + path[len(home) :]
        return printable(f"{path} @ {os.uname().nodename}")

    @property
    def read_only_reason(self) -> str | None:
        """The reason why nothing can be edited, if so."""
        if self.read_only:
            return "opened with --read-only"
        return storage.read_only_reason(self.path)

    @cached_property
    def journal(self) -> "Journal":
        """Where the unsaved edits of this run are kept."""
        from llm_tui.model.store import recovery

        return recovery.journal(self.path)

    @property
    def process_environment(self) -> Mapping[str, str]:
        """The variables that a test runs with: litellm looks there for what a section lacks."""
        return {**(self.env_file.variables if self.env_file else {}), **os.environ}

    @property
    def interpreter(self) -> "Interpreter | None":
        """The one whose litellm tests run on; None for ours."""
        from llm_tui.model.probe.interpreter import interpreter_for

        named = self.preferences.python
        return interpreter_for(
            self.path, self.dialect.distributions, self.process_environment, named
        )

    @property
    def is_new(self) -> bool:
        """Is there no such file yet?"""
        return storage.is_missing(self.path)

    def read(self) -> Document:
        """The document in the file; an empty one for a new file. Raises FileError."""
        return Document(b"") if self.is_new else storage.read(self.path)

    def resolve(self, document: Document) -> Resolution:
        """The document as the program reads it."""
        folder = os.path.dirname(os.path.abspath(self.path))
        return Resolution(document, self.dialect, self.environment, folder)

    def is_broken(self, document: Document) -> bool:
        """Can neither the program's parser nor TOML's read it?"""
        unread = self.dialect.reading(document).error is not None
        return unread and document.problem is not None
