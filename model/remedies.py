"""What can be done about a value that does not fit."""

from collections.abc import Callable
from typing import Any, NamedTuple

from llm_tui.model.edit import Edit, SetValue, UnsetValue
from llm_tui.model.keys import BASE, Path, write_header
from llm_tui.model.origin import Origin
from llm_tui.model.setting import Setting


class Remedy(NamedTuple):
    """Something that can be done."""

    label: str
    edit: Edit | None
    """None to ask for a key."""


def remedies(
    setting: Setting, section: Path, fits: Callable[[Any], bool], right: Any
) -> tuple[Remedy, ...]:
    """Unsetting a key where that leaves a value that fits, or giving it the right one.

    What is inherited can't be unset, since TOML has no null: it is set over in the section. What
    the environment sets, the file can't change.

    right: `""` to have none, which is written only where unsetting does not do it; None where no
    right value is known.
    """
    if setting.origin is Origin.ENVIRONMENT:
        return ()
    ways = []
    is_own = setting.source == section
    below = setting.overridden[0].value if setting.overridden else None
    if is_own and fits(below):
        ways.append(Remedy("Unset it", UnsetValue(section, setting.key)))
    if right is not None and not (right == "" and ways):
        where = "" if is_own else f" here, over what {write_header(BASE)} has"
        shown = right or '""'
        ways.append(Remedy(f"Set it to {shown}{where}", SetValue(section, setting.key, right)))
    return tuple(ways)
