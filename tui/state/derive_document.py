"""The document as a whole: what it means, what is wrong with it, and what is not saved."""

from typing import TYPE_CHECKING, Any

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.tui.state.state import State

if TYPE_CHECKING:
    from llm_tui.model.check.problem import Problem


def resolve(session: Any, document: Document) -> Resolution:
    """The document as the program reads it."""
    view: Resolution = session.resolve(document)
    return view


def exposed(session: Any, saved: Document) -> "tuple[Problem, ...]":
    """The problems of who else can read the file."""
    # Imported here, as all that looks for problems: the first frame does not wait for it.
    from llm_tui.model.check.exposure import exposure

    return tuple(exposure(session.path, saved.tables))


def all_problems(
    around: "tuple[Problem, ...]", inside: "tuple[Problem, ...]"
) -> "tuple[Problem, ...]":
    """The problems around the file, then those in it."""
    return (*around, *inside)


def unsaved(history: History) -> int:
    """The edits that are not in the file, as undo counts them."""
    return history.unsaved_steps


def read_only(state: State) -> str | None:
    """The reason why nothing can be edited, if so. The syntax is checked with the problems."""
    if state.read_only or not state.checked or state.document.problem is None:
        return state.read_only
    problem = state.document.problem
    return f"it is not TOML 1.0: {problem.message}, line {problem.line}"
