"""Files that can't be read, or that stop the program."""

import json
from collections.abc import Iterator
from typing import Any

from llm_tui.model.check.fix_edits import unset_value
from llm_tui.model.check.phrases import fallback, loss, stopping
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.model.toml.values import MISSING


def reading(view: Resolution) -> Iterator[Problem]:
    """Reasons for which the program, or this one, can't use the file as a whole."""
    title, error = view.dialect.program, view.read.error
    if syntax := view.document.problem:
        message = f"{syntax.message} (column {syntax.column})"
        consequence = _unread(view) if error else f"{title} reads it anyway, {_NO_EDIT}"
        yield Problem("syntax", Severity.ERROR, (), None, syntax.line, message, consequence)
    elif error:
        message = f"the TOML parser of {title} refuses the file: {error.message}"
        yield Problem("parser", Severity.ERROR, (), None, error.line, message, _unread(view))
    yield from _ignored(view)
    yield from _read_differently(view)
    stops = view.loaded.stops
    # One that forgives nothing may stop because of a problem that its section reports.
    if stops and (view.dialect.forgives or view.loaded.stops_at[:-1] not in view.loaded.faults):
        yield _stop(view, stops, view.loaded.stops_at)


def _stop(view: Resolution, message: str, path: Path) -> Problem:
    """What the program stops at, with its place if the file has it, and the key as what to remove.

    No fix is certain: a key that this release does not know may be one that is spelled wrong.
    """
    if not path:
        return Problem("stop", Severity.ERROR, (), None, None, message, stopping(view))
    # Of a server in a list, the list is the key.
    depth = len(path) - 1 if path[:1] == BASE else min(1, len(path) - 1)
    section, key = path[:depth], str(path[depth])
    label = f"remove {key}"
    if section:
        header = write_header(section)
        message = message.replace(f" in {header}:", ":", 1)
        label += f" from {header}"
    fix = Fix(label, (unset_value(section, key),), "", certain=False)
    # An array of tables is at its first one.
    line = view.document.line_of(path) or view.document.line_of((*path, 0))
    return Problem("stop", Severity.ERROR, section, key, line, message, stopping(view), fix)


def _spelled(key: str, value: Any) -> str:
    masked = mask_value({key: value})
    assert isinstance(masked, dict)
    return json.dumps(masked[key], ensure_ascii=False, default=str)


def _ignored(view: Resolution) -> Iterator[Problem]:
    """Sections without a fault of their own that are ignored because of another."""
    for path, cause in view.loaded.ignored_with.items():
        header, line = write_header(path), view.document.line_of(path)
        message = f"{header} is ignored because of a problem in {write_header(cause)}"
        yield Problem("lost-section", Severity.ERROR, path, None, line, message, loss(view, path))


def _read_differently(view: Resolution) -> Iterator[Problem]:
    """Values that the program's parser reads differently from TOML 1.0."""
    for path, line, _, taken in view.read_differently:
        key = str(path[-1])
        shown = "nothing" if taken is MISSING else _spelled(key, taken)
        message = f"the TOML parser of {view.dialect.program} reads {key} as {shown}"
        consequence = "That is not what the file says by TOML 1.0; spell it in another way."
        code = "read-differently"
        yield Problem(code, Severity.ERROR, path[:-1], key, line, message, consequence)


_NO_EDIT = "but it is not TOML 1.0 and can't be edited here."


def _unread(view: Resolution) -> str:
    assert view.read.error is not None
    if view.read.error.is_excess:
        return f"llm-tui reads none of the file; {view.dialect.program} may read it."
    return view.dialect.unread(view.read.error, fallback(view))
