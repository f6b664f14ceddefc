"""The part of the contract that reads a file by the program's own TOML parser."""

from llm_tui.model.dialects.loaded import ReadError, ReadResult
from llm_tui.model.toml.document import Change, Document
from llm_tui.model.toml.syntax import parse
from llm_tui.model.toml.values import same

_NEXT = '[a-section-that-no-file-has] # a comment\nkey = "]" # another\n'
_NEXT_TABLES = {"a-section-that-no-file-has": {"key": "]"}}


class FileParsing:
    """Reads files. By default by TOML 1.0."""

    @property
    def program(self) -> str:
        """Its name in a sentence."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """Program and release."""
        raise NotImplementedError

    def read(self, data: bytes) -> ReadResult:
        """Read the bytes of a file by its own TOML parser, TOML 1.0 by default. Never raises."""
        parsed = parse(data)
        if (problem := parsed.problem) is None:
            return ReadResult(parsed.tables)
        place = (problem.line, problem.column)
        return ReadResult(
            parsed.tables, ReadError(problem.message, *place, is_excess=problem.is_excess)
        )

    @property
    def reads_sections_alone(self) -> bool:
        """Does its parser read one statement after the other?

        Then, as long as the headers stay, a section's own lines decide how it is read.
        """
        return False

    def reading(self, document: Document) -> ReadResult:
        """The result of reading a document, which is kept with it."""
        if self.title not in document.readings:
            document.readings[self.title] = self.read(document.data)
        found: ReadResult = document.readings[self.title]
        return found

    def misread(self, before: Document, after: Document) -> str | None:
        """Why it would not read an edited file as it is meant; None if it does.

        A file that it could not read before, or read differently, is not held against the edit.
        """
        was = self.reading(before)
        if was.error is not None or self._rereads(before, after):
            return None
        now = self.reading(after)
        if now.error is not None:
            return f"{self.program} could no longer read the file: {now.error.message}"
        if same(was.tables, before.tables) and not same(now.tables, after.tables):
            return f"the TOML parser of {self.program} would read this value as another one"
        return None

    def is_plain(self, document: Document) -> bool:
        """Is nothing in it that its parser could understand differently from TOML 1.0?"""
        return False

    def _rereads(self, before: Document, after: Document) -> bool:
        """Does it read both by TOML 1.0, as far as the sections that differ can show?"""
        change = after.change
        if not after.problem and self.is_plain(after):
            after.readings[self.title] = ReadResult(after.tables)
            return True
        if (
            change is None
            or change.before is not before.data
            or not change.has_same_headers
            or not self._follows_toml(before)
            or not self._reads_as_meant(change)
        ):
            return False
        after.readings[self.title] = ReadResult(after.tables)
        return True

    def _reads_as_meant(self, change: Change) -> bool:
        text, expected = change.text, change.tables
        if text.endswith("\n"):
            # What comes after the sections must be read as if nothing came before it.
            text, expected = f"{text}{_NEXT}", {**expected, **_NEXT_TABLES}
        part = self.read(text.encode())
        return part.error is None and repr(part.tables) == repr(expected)

    def _follows_toml(self, document: Document) -> bool:
        """Does it read a document by TOML 1.0? Then both readings are one from now on."""
        if not self.reads_sections_alone or document.problem:
            return False
        found = self.reading(document)
        if found.tables is not document.tables:
            # The texts of the values show their types and their order too.
            if found.error is not None or repr(found.tables) != repr(document.tables):
                return False
            document.readings[self.title] = ReadResult(document.tables)
        return True
