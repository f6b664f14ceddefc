"""Settings whose effective values differ between two sections."""

from typing import NamedTuple

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.values import same


class Difference(NamedTuple):
    """One key, as it is in the one section and in the other."""

    one: Setting
    other: Setting


def differences(view: Resolution, one: Path, other: Path) -> tuple[Difference, ...]:
    """The keys whose effective values differ, in the order of the program."""
    others = {setting.key: setting for setting in view.settings(other)}
    pairs = [(setting, others.get(setting.key)) for setting in view.settings(one)]
    return tuple(
        Difference(first, second)
        for first, second in pairs
        if second and first.known and second.known and not same(first.value, second.value)
    )


def same_secrets(view: Resolution, one: Path, other: Path) -> tuple[str, ...]:
    """The keys of secrets that both sections have, and that are the same."""
    values, others = view.values(one), view.values(other)
    return tuple(
        key
        for key, value in values.items()
        if view.is_secret(key) and value and value == others.get(key)
    )
