"""Problems of a file: each with its consequence for the user, and with a fix if there is one.

A check is a function that yields problems: of the file, or of one section. The lists are in
`checker`; a new check is a function and its name there.
"""

from typing import TYPE_CHECKING

from llm_tui.model.lazy_names import lazy_names

if TYPE_CHECKING:
    from llm_tui.model.check.checker import Checker, problems
    from llm_tui.model.check.fixes import fixed

__all__ = ["Checker", "fixed", "problems"]

_HOMES = {"Checker": "checker", "problems": "checker", "fixed": "fixes"}

# To show a problem takes none of the checks.
__getattr__ = lazy_names(__name__, _HOMES)
