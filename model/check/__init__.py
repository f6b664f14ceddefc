"""What is wrong with a file, what that means for its user, and what would mend it.

A check is a function that yields problems: of the file, or of one section. The lists are in
`checker`; a new check is a function and its name there.
"""

from llm_tui.model.check.checker import Checker, problems
from llm_tui.model.check.fixes import mended

__all__ = ["Checker", "mended", "problems"]
