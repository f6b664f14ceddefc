"""Problems of a file: each with its consequence for the user, and with a fix if there is one.

A check is a function that yields problems: of the file, or of one section. The lists are in
`checker`; a new check is a function and its name there.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from llm_tui.model.check.checker import Checker, problems
    from llm_tui.model.check.fixes import fixed

__all__ = ["Checker", "fixed", "problems"]

_HOMES = {"Checker": "checker", "problems": "checker", "fixed": "fixes"}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: to show a problem takes none of the checks."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
