"""What differs between two sections, in what their users get."""

from typing import NamedTuple

from llm_tui.model.keys import Path
from llm_tui.model.resolve import Resolution
from llm_tui.model.setting import Setting
from llm_tui.model.values import same


class Difference(NamedTuple):
    """One key, as it is in the one section and in the other."""

    one: Setting
    other: Setting


def differences(view: Resolution, one: Path, other: Path) -> tuple[Difference, ...]:
    """The keys whose effective values differ, in the order of the release."""
    pairs = zip(view.settings(one), view.settings(other), strict=False)
    return tuple(
        Difference(first, second)
        for first, second in pairs
        if first.known and second.known and not same(first.value, second.value)
    )


def same_secrets(view: Resolution, one: Path, other: Path) -> tuple[str, ...]:
    """The keys of secrets that both sections have, and that are the same."""
    return tuple(
        field.name
        for field in view.release.fields.values()
        if field.secret
        and view.effective(one, field.name)
        and view.effective(one, field.name) == view.effective(other, field.name)
    )
