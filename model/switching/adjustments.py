"""Edits that adjust a value which conflicts with the model."""

from collections.abc import Callable
from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.edit import Edit, SetValue, UnsetValue
from llm_tui.model.effective.setting import Setting
from llm_tui.model.toml.keys import BASE, Path, write_header


class Adjustment(NamedTuple):
    """A way to adjust a value."""

    label: str
    edit: Edit | None
    """None to ask the user for an API key."""


def adjustments(
    setting: Setting, section: Path, fits: Callable[[Any], bool], right: Any
) -> tuple[Adjustment, ...]:
    """Unset a key where that leaves a fitting value, else set it to the right one.

    An inherited value can't be unset, since TOML has no null: the section overrides it. The file
    can't change what the environment sets.

    right: `""` for no value; None where no right value is known.
    """
    if setting.origin is Origin.ENVIRONMENT:
        return ()
    is_own = setting.source == section
    below = setting.overridden[0].value if setting.overridden else None
    if is_own and fits(below):
        return (Adjustment("Unset it", UnsetValue(section, setting.key)),)
    if right is None:
        return ()
    shown = right or '""'
    label = f"Set it to {shown}" if is_own else f"Set {shown} here to override {write_header(BASE)}"
    return (Adjustment(label, SetValue(section, setting.key, right)),)
