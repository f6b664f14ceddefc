"""Edits with undo and redo, on top of a file that may change on disk meanwhile.

The file is the only truth and edits are data: the document is the base text with the edits applied.
When the file has changed, the same edits are applied to its new text.
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.values import same, value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # A history without edits needs none of them, and the screen is there the sooner.
    from llm_tui.model.dialects.contract import Dialect
    from llm_tui.model.edit import Edit


class Step(NamedTuple):
    """Edits that were made together, and are undone together, and the document they led to."""

    edits: "tuple[Edit, ...]"
    document: Document

    @property
    def summary(self) -> str:
        """The summaries of the edits, without values."""
        return ", ".join(edit.summary for edit in self.edits)


class Conflict(NamedTuple):
    """An edit that can't be made to the file as it is now, or only over what changed there."""

    edit: "Edit"
    reason: str


@dataclass(frozen=True)
class History:
    """A base document, the edits made to it, and those undone. A change is a new history."""

    base: Document
    saved: Document
    """The file as it was last read or written."""
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = field(default=())
    """The next one to redo last."""
    dialect: "Dialect | None" = None
    """The program that reads the file, and must go on reading it; None for the one in doubt."""

    missing: bool = False
    """Is the file gone since it was last read or written? Then all of the text is unsaved."""

    @classmethod
    def of(cls, document: Document, dialect: "Dialect | None" = None) -> "History":
        """A history without edits, of a file that was just read."""
        return cls(document, document, dialect=dialect)

    @property
    def document(self) -> Document:
        """The base with all edits applied."""
        return self.done[-1].document if self.done else self.base

    @property
    def unsaved(self) -> bool:
        """Does the document differ from the file as it was last read or written?"""
        return self.missing or self.document.data != self.saved.data

    def apply(self, *edits: "Edit") -> "History":
        """The history with one more step; the same if that changes nothing.

        Raises EditError if one of the edits is refused; then none of them is made.
        """
        document = self.document
        for edit in edits:
            document = edit.apply(document, self.dialect)
        if document.data == self.document.data:
            return self
        return replace(self, done=(*self.done, Step(edits, document)), undone=())

    def apply_each(self, edits: "Iterable[Edit]") -> "tuple[History, tuple[Conflict, ...]]":
        """The history with a step for each edit that can be made, and those that are refused."""
        history, refused = self, list[Conflict]()
        for edit in edits:
            try:
                history = history.apply(edit)
            except EditError as error:
                refused.append(Conflict(edit, str(error)))
        return history, tuple(refused)

    def undo(self) -> "History":
        """The history without its last step; the same one if there is none."""
        if not self.done:
            return self
        return replace(self, done=self.done[:-1], undone=(*self.undone, self.done[-1]))

    def redo(self) -> "History":
        """The history with the step that was undone last; the same one if there is none."""
        if not self.undone:
            return self
        return replace(self, done=(*self.done, self.undone[-1]), undone=self.undone[:-1])

    def check_whole(self) -> None:
        """Check what is to be saved as a whole. Raises EditError if it must not be saved."""
        from llm_tui.model.edit.verify import whole

        whole(self.saved, self.document, self.dialect)

    def mark_saved(self, document: Document | None = None) -> "History":
        """The history once a document is in the file. Undo still reaches the steps before.

        document: the one that was written, by default the one with all edits.
        """
        return replace(self, saved=document or self.document, missing=False)

    def with_missing(self, missing: bool) -> "History":
        """The history once the file is gone, or is there again."""
        return replace(self, missing=missing)

    @property
    def unsaved_steps(self) -> int:
        """How often undo has something to undo before the document is that of the file."""
        return len(self._pending_steps) if self.unsaved else 0

    @property
    def pending(self) -> "tuple[Edit, ...]":
        """The edits that lead from the file as it was last read or written to the document."""
        return tuple(edit for edits in self._pending_steps for edit in edits)

    @property
    def _pending_steps(self) -> "tuple[tuple[Edit, ...], ...]":
        """The pending edits, step by step."""
        if self.missing:
            from llm_tui.model.edit import RestoreText

            return ((RestoreText(b"", self.document.data),),)
        documents = [self.base, *(step.document for step in self.done)]
        for index in range(len(documents) - 1, -1, -1):
            if documents[index].data == self.saved.data:
                return tuple(step.edits for step in self.done[index:])
        from llm_tui.model.edit.between import edits_between

        return tuple((edit,) for edit in edits_between(self.saved, self.document))

    def conflicts(self, disk: Document) -> tuple[Conflict, ...]:
        """The unsaved edits of a section or key that changed in the file too, to something else."""
        found: list[Conflict] = []
        document = disk
        for edit in self.pending:
            try:
                document = edit.apply(document, self.dialect)
            except EditError as error:
                found.append(Conflict(edit, str(error)))
                continue
            for part in edit.parts:
                path = part.target.path
                was, now = value_at(self.saved.tables, path), value_at(disk.tables, path)
                if not same(was, now) and not same(now, value_at(self.document.tables, path)):
                    found.append(Conflict(edit, f"{part.target} was changed in the file too"))
                    break
        return tuple(found)

    def rebase(self, disk: Document, keep_conflicting: bool) -> "History":
        """The history of a file that has changed, with the unsaved edits made to its new text.

        keep_conflicting: also make those that conflict, where the new text allows it.
        """
        if disk.data == self.saved.data:
            return self
        conflicting = [conflict.edit for conflict in self.conflicts(disk)]
        history = History.of(disk, self.dialect)
        for edits in self._pending_steps:
            wanted = (edit for edit in edits if keep_conflicting or edit not in conflicting)
            history = history.apply(*_possible(wanted, history))
        return history


def _possible(edits: "Iterable[Edit]", history: History) -> "Iterator[Edit]":
    """The edits without those that a document refuses."""
    document = history.document
    for edit in edits:
        try:
            document = edit.apply(document, history.dialect)
        except EditError:
            continue
        yield edit
