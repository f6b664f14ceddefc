"""What can be done about a value that does not fit."""

from collections.abc import Callable
from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.edit import Edit, SetValue, UnsetValue
from llm_tui.model.effective.setting import Setting
from llm_tui.model.toml.keys import BASE, Path, write_header


class Adjustment(NamedTuple):
    """Something that can be done."""

    label: str
    edit: Edit | None
    """None to ask for a key."""


def adjustments(
    setting: Setting, section: Path, fits: Callable[[Any], bool], right: Any
) -> tuple[Adjustment, ...]:
    """Unsetting a key where that leaves a value that fits, else giving it the right one.

    What is inherited can't be unset, since TOML has no null: it is set over in the section. What
    the environment sets, the file can't change.

    right: `""` to have none; None where no right value is known.
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
    label = (
        f"Set it to {shown}" if is_own else f"Set {shown} here, over that of {write_header(BASE)}"
    )
    return (Adjustment(label, SetValue(section, setting.key, right)),)
