"""`llm-tui log`: the versions of a file that its saves have kept."""

import os
from datetime import UTC, datetime

from llm_tui.model.store import saves, storage
from llm_tui.tui.commands.config_file import config_path
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.diff import diff_lines
from llm_tui.tui.text.times import clock
from llm_tui.tui.text.versions import Step, steps


def run(options: Options) -> int:
    """List them, newest first; exit status 1 if there are none."""
    path = config_path(options)
    kept = saves.versions(path)
    # A file that is gone has versions too: they are what is left of it.
    now = (
        Step(None, os.stat(path).st_mtime, storage.read(path), None)
        if os.path.exists(path)
        else None
    )
    found = list(steps(kept, now)) if kept else []
    if options.json:
        say_json([_entry(step) for step in found])
    elif not found:
        say(f"{path}: no earlier version is kept; each save keeps one")
    else:
        _print(found, path, patch=options.patch)
    return int(not found)


def _now(path: str) -> Step:
    return Step(None, os.stat(path).st_mtime, storage.read(path), None)


def _print(found: list[Step], path: str, *, patch: bool) -> None:
    width = max(len("VERSION"), *(len(str(step.number)) for step in found))
    say(f"{'VERSION':>{width}}  {'SAVED':19}  CHANGED")
    for step in found:
        number = "now" if step.number is None else str(step.number)
        say(f"{number:>{width}}  {clock(step.modified)}  {step.summary}")
        if patch and step.before is not None:
            say(*(f"    {line}" for line in diff_lines(step.before, step.document, path)))


def _entry(step: Step) -> dict[str, object]:
    return {
        "version": step.number,
        "saved": datetime.fromtimestamp(step.modified, UTC).isoformat(timespec="seconds"),
        "changes": list(step.changes),
    }
