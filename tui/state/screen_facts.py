"""Facts for the actions, derived from the state once per change."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.toml.keys import Path
from llm_tui.tui.state.derive_problems import ProblemIndex

if TYPE_CHECKING:
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.effective.uses import Use


@dataclass(frozen=True)
class Facts:
    """The meaning of the document, and what is selected in it."""

    view: Resolution
    """The document as the program reads it."""
    changed: frozenset[Path]
    """The paths whose values differ from the file."""
    unsaved: int
    """The number of edits that are not in the file yet, as undo counts them."""
    read_only: str | None
    """The reason why nothing can be edited, if so."""
    problems: "tuple[Problem, ...]"
    """Empty until they are looked for."""
    index: ProblemIndex
    """What is looked up in them."""
    setting: Setting | None
    """The selected setting, as it is now."""
    use: "Use | None"
    """The selected reference, where one is selected and not a setting."""
    problem: "Problem | None"
    """The problem that is shown: that of the selected row, or the one that was gone to."""
