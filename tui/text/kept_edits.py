"""Unsaved edits of another run as lines to read."""

import time
from collections.abc import Iterator, Sequence

from llm_tui.model.store.history import Conflict
from llm_tui.model.store.recovery import KeptEdits
from llm_tui.tui.text.times import ago
from llm_tui.tui.text.wording import printable

SHOWN = 8
"""The number of edits that are listed."""

_STATES = {
    True: "which is still running",
    False: "which has ended",
    None: "which can't be seen from here",
}


def kept_lines(kept: KeptEdits, refused: Sequence[Conflict], now: float) -> Iterator[str]:
    """Whose edits they are, how old, and what each does, without values."""
    process = kept.journal.process
    yield (
        f"Kept {ago(now - kept.modified)} by process {process.pid} on {printable(process.host)},"
        f" {_STATES[process.is_running()]}:"
    )
    reasons = {id(conflict.edit): conflict.reason for conflict in refused}
    for edit in kept.edits[:SHOWN]:
        reason = reasons.get(id(edit))
        yield printable(f"✗ {edit.summary}: {reason}" if reason else f"• {edit.summary}")
    if more := len(kept.edits[SHOWN:]):
        yield f"and {edits(more)} more"
    if kept.damaged:
        yield f"The file can't be read: {printable(kept.journal.path)}"
    if kept.unread:
        yield f"{edits(len(kept.unread))} of another version of llm-tui can't be read here"
    if left := len(refused) + len(kept.unread):
        yield f"{edits(left)} can't be restored now and {'stays' if left == 1 else 'stay'} kept"


def running_line(kept: KeptEdits) -> str:
    """That another process has unsaved edits to the same file."""
    process = kept.journal.process
    age = ago(time.time() - kept.modified)
    return (
        f"Process {process.pid} has this file open with {edits(len(kept.edits))} unsaved, the last"
        f" {age}"
    )


def edits(number: int) -> str:
    """A number of edits."""
    return f"{number} edit{'' if number == 1 else 's'}"
