"""Shared steps of the commands that edit: apply, print the diff, save."""

import sys
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from llm_tui.model.edit.verify import whole
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.store import saves, saving, storage
from llm_tui.model.store.other_editors import open_editors
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import chosen_for, config_path, read_file, resolved
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import shown_word, warn
from llm_tui.tui.commands.stdout import discard_output, say
from llm_tui.tui.text.diff import diff_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from llm_tui.model.check import Checker
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.edit import Edit


class Editing:
    """A file that a command edits, and the text that it has."""

    def __init__(
        self, options: Options, document: Document | None = None, *, create: bool = False
    ) -> None:
        """document: what the file holds; without it the file is read. create: it may be missing."""
        self.options = options
        self.path = config_path(options)
        self._create = create
        if document is None:
            is_new = create and storage.is_missing(self.path)
            document = Document(b"") if is_new else read_file(self.path)
        self.document = document
        self.dialect = chosen_for(options, document, self.path).dialect

    @cached_property
    def resolution(self) -> Resolution:
        """The sections and settings of the text."""
        return resolved(self.document, self.path, self.dialect, self.options)

    def save(self, edits: "Callable[[Editing], Iterable[Edit]]") -> int:
        """Make edits to what is in the file now, print the diff, save; returns the exit status.

        edits: called again with the new text if another program changes the file meanwhile.
        """

        def change(now: Editing) -> Document:
            result = now.document
            for edit in edits(now):
                result = edit.apply(result, now.dialect)
            return result

        self.write(change)
        return 0

    def write(self, change: "Callable[[Editing], Document]", *, look: bool = True) -> Document:
        """Change what is in the file now, save it and print the diff, as the options say.

        change: as `edits` of `save`, but returns the new text. look: warn of problems that are new.
        """
        if self.options.dry_run:
            result = change(self)
            self._print_diff(result)
            return result
        views, notes = [self], list[str]()

        def changed(document: Document) -> Document:
            if document.data != views[-1].document.data:
                views.append(Editing(self.options, document, create=self._create))
            result = change(views[-1])
            if result.data != document.data:
                whole(views[-1].document, result, views[-1].dialect)
                notes[:] = saves.keep(self.path, document.data)
            return result

        update = saving.update(self.path, changed, create=self._create, on_wait=warn)
        if update.after.data != update.before.data:
            notes += [
                f"{self.path} is open in {editor}: reload it there, or it overwrites this"
                for editor in open_editors(self.path)
            ]
        for note in (*notes, *update.notes):
            warn(note)
        views[-1].report(update.after, look=look)
        return update.after

    def report(self, result: Document, *, look: bool) -> None:
        """Print the change to the text that was saved. Whatever fails here, the file is saved."""
        try:
            if not self.options.quiet:
                self._print_diff(result)
                sys.stdout.flush()
            if look and result.data != self.document.data:
                self._warn_of_new_problems(result)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 # a save that worked is never reported as failed
            discard_output()
            cause = error.strerror if isinstance(error, OSError) else type(error).__name__
            warn(f"{self.path} was saved, but the report on it failed: {cause}")

    def _print_diff(self, result: Document) -> None:
        say(*diff_lines(self.document, result, self.path))

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
