"""A file that can't be read, or at which the program stops."""

from collections.abc import Iterator

from llm_tui.model.check.words import fallback, program
from llm_tui.model.problem import Problem, Severity
from llm_tui.model.resolve import Resolution


def reading(view: Resolution) -> Iterator[Problem]:
    """What keeps the program, or this one, from taking the file as a whole."""
    title, error = program(view), view.read.error
    if syntax := view.document.problem:
        message = f"{syntax.message} (column {syntax.column})"
        consequence = _unread(view) if error else f"{title} reads it all the same, {_NO_EDIT}"
        yield Problem("syntax", Severity.ERROR, (), None, syntax.line, message, consequence)
    elif error:
        message = f"{title}' TOML parser refuses the file: {error.message}"
        yield Problem("parser", Severity.ERROR, (), None, error.line, message, _unread(view))
    if stops := view.loaded.stops:
        consequence = f"{title} stops when it starts."
        yield Problem("stop", Severity.ERROR, (), None, None, stops, consequence)


_NO_EDIT = "but it is not TOML 1.0 and can't be edited here."


def _unread(view: Resolution) -> str:
    if view.read.error and view.read.error.crash:
        return f"{program(view)} stops when it starts."
    return f"{program(view)} applies nothing of this file: it runs on {fallback(view)}."
