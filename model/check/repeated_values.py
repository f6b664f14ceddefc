"""Values that say again what `[llm]` says."""

from collections.abc import Iterator

from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.check.subject import Subject
from llm_tui.model.toml.values import same


def repeated(subject: Subject) -> Iterator[Problem]:
    """Overrides without an effect."""
    if not subject.is_in_force:
        return
    for key in subject.own:
        if key in subject.inherited and same(subject.values[key], subject.inherited[key]):
            yield subject.problem(
                "repeated",
                Severity.NOTE,
                key,
                f"{key} says again what [llm] says",
                "It has no effect; it only keeps its value when [llm] changes.",
                unset_fix(subject.path, key, certain=False),
            )
