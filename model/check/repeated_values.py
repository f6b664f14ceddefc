"""Values that repeat those of `[llm]`."""

from collections.abc import Iterator

from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.toml.values import same


def repeated(section: CheckedSection) -> Iterator[Problem]:
    """Overrides without an effect."""
    if not section.is_in_force:
        return
    for key in section.own:
        if key in section.inherited and same(section.values[key], section.inherited[key]):
            yield section.problem(
                "repeated",
                Severity.NOTE,
                key,
                f"{key} repeats the value of [llm]",
                "It has no effect; it only keeps its value when [llm] changes.",
                unset_fix(section.path, key, certain=False),
            )
