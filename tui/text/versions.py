"""The versions of a file as lines to print: when each began, and what changed in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llm_tui.model.edit.between import edits_between
from llm_tui.model.store.saves import Version
from llm_tui.model.toml.document import Document
from llm_tui.tui.text.wording import printable

NAMED = 3
"""How many changes of a version are named in a line."""


LARGE = 32 * 1024
"""In bytes. Of files that are larger, comparing fifty versions would take seconds."""


class Step(NamedTuple):
    """A version, and the one before it."""

    number: int | None
    """None for the file as it is now."""
    modified: float
    document: Document
    before: Document | None
    """None for the oldest version that is kept."""

    @property
    def _is_large(self) -> bool:
        return max(len(self.document.data), len(self.before.data) if self.before else 0) > LARGE

    @property
    def changes(self) -> tuple[str, ...]:
        """What changed in this version, without values; empty where nothing can be named."""
        if self.before is None or self._is_large or self.before.problem or self.document.problem:
            return ()
        return tuple(edit.summary for edit in edits_between(self.before, self.document))

    @property
    def summary(self) -> str:
        """What changed in this version, in a line."""
        if self._is_large:
            return f"{len(self.document.data)} bytes"
        if self.document.problem:
            return f"not TOML: line {self.document.problem.line}"
        if self.before is None:
            return "the oldest version that is kept"
        if self.before.problem:
            return "TOML again"
        if not self.changes:
            same = self.before.data == self.document.data
            return "nothing" if same else "comments or layout only"
        more = len(self.changes) - NAMED
        named = ", ".join(map(printable, self.changes[:NAMED]))
        return f"{named} and {more} more" if more > 0 else named


def steps(kept: Sequence[Version], now: Step | None) -> Iterator[Step]:
    """The file as it is now, if there is one, and its versions, newest first.

    Raises FileError for a version that can't be read.
    """
    following = now
    for version in kept:
        document = version.read()
        if following is not None:
            yield following._replace(before=document)
        following = Step(version.number, version.modified, document, None)
    if following is not None:
        yield following
