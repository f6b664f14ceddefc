"""Shared steps of the commands that edit: apply, print the diff, save."""

import os
import sys
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from llm_tui.model.edit import Edit
from llm_tui.model.edit.verify import whole
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.store import saves, storage
from llm_tui.model.store.other_editors import open_editors
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import chosen_for, config_path, resolved
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import shown_word, warn
from llm_tui.tui.commands.stdout import say
from llm_tui.tui.text.diff import diff_lines

if TYPE_CHECKING:
    from llm_tui.model.check import Checker
    from llm_tui.model.check.problem import Problem


class Editing:
    """A file that a command edits, read when it is made."""

    def __init__(self, options: Options, create: bool = False) -> None:
        self.options = options
        self.path = config_path(options)
        is_new = create and not os.path.exists(self.path)
        self.document = Document(b"") if is_new else storage.read(self.path)
        self.dialect = chosen_for(options, self.document, self.path).dialect

    @property
    def resolution(self) -> Resolution:
        """The sections and settings of the file before the edit."""
        return resolved(self.document, self.path, self.dialect, self.options)

    def save(self, edits: Iterable[Edit]) -> int:
        """Apply the edits, print the diff, and save; returns the exit status."""
        result = self.document
        for edit in edits:
            result = edit.apply(result, self.dialect)
        self.write(result)
        return 0

    def write(self, result: Document, *, look: bool = True) -> None:
        """Print the diff and save, as the options say.

        look: warn of problems that are new.
        """
        if not self.options.quiet or self.options.dry_run:
            say(*diff_lines(self.document, result, self.path))
        if result.data != self.document.data and not self.options.dry_run:
            whole(self.document, result, self.dialect)
            for editor in open_editors(self.path):
                warn(f"{self.path} is open in {editor}: reload it there, or it overwrites this")
            for note in saves.keep(self.path, self.document.data):
                warn(note)
            storage.write(self.path, result.data)
            if look:
                self._warn_of_new_problems(result)

    @cached_property
    def _checker(self) -> "Checker":
        from llm_tui.model.check import Checker

        return Checker(self.options.environment)

    def problems(
        self, document: Document, sections: Collection[Path] | None = None
    ) -> "tuple[Problem, ...]":
        """The problems of a document, and of these sections of it, by default of all."""
        view = resolved(document, self.path, self.dialect, self.options)
        return self._checker.problems(view, sections)

    def _warn_of_new_problems(self, result: Document) -> None:
        from llm_tui.model.check.problem import Severity

        sections = _touched(self.document, result)
        before = {(p.code, p.section, p.key) for p in self.problems(self.document, sections)}
        for problem in self.problems(result, sections):
            is_new = (problem.code, problem.section, problem.key) not in before
            if is_new and problem.severity is not Severity.NOTE:
                line = f":{problem.line}" if problem.line else ""
                warn(f"{self.path}{line}: {problem.message}. {problem.consequence}")


def _touched(before: Document, after: Document) -> Collection[Path] | None:
    """The sections that can have problems now that they had not; None for all."""
    paths = {path[:2] for path in changed_paths(before, after) if path[:1] == BASE}
    tables = (before.value(path) for path in paths)
    # The keys of [llm] reach all sections.
    return paths if all(isinstance(table, dict) for table in tables) else None


def assignment(word: str, resolution: Resolution, section: Path) -> tuple[str, Accepted]:
    """The key and value of `KEY=VALUE`.

    `KEY=-` reads the value from stdin, so that it stays off the command line. Raises UsageError
    or ValueRefusedError.
    """
    key, equals, text = word.partition("=")
    if not equals or not key.strip():
        raise UsageError(f"{shown_word(word)} is not KEY=VALUE")
    key = key.strip()
    if text == "-":
        text = _read_value(key)
    field = resolution.dialect.fields.get(key)
    if field is not None:
        try:
            return key, accept(field, text)
        except ValueRefusedError as error:
            raise ValueRefusedError(f"{write_header(section)}: {error}") from None
    would = resolution.dialect.unknown_key(write_header(section))
    if would and resolution.document.value((*section, key)) is MISSING:
        import difflib

        close = difflib.get_close_matches(key, resolution.dialect.fields, 1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise ValueRefusedError(f"{resolution.dialect.title} has no key {key} and {would}.{hint}")
    return key, accept_any(text)


def _read_value(key: str) -> str:
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(f"{key}: ")
    return sys.stdin.readline().rstrip("\r\n")
