"""The selected row."""

from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use
from llm_tui.tui.state.snapshot import Rows, ValueRow, index_of
from llm_tui.tui.state.state import RowName


def selected_setting(settings: tuple[Setting, ...], row: RowName | None) -> Setting | None:
    """The setting of the selected row."""
    if row is None or row.is_reference:
        return None
    return next((setting for setting in settings if setting.key == row.name), None)


def selected_use(uses: tuple[Use, ...], row: RowName | None) -> Use | None:
    """The reference of the selected row."""
    if row is None or not row.is_reference:
        return None
    return next((use for use in uses if use.user == row.name), None)


def nearest_row(rows: Rows, row: RowName | None, before: int) -> RowName | None:
    """The row that is selected: the same one while it is shown.

    A reference that is no longer shown leaves the selection at its index (`before`) among the
    others; a setting leaves it on the first row.
    """
    if index_of(rows, row) is not None:
        return row
    start = min(before, len(rows) - 1) if row is not None and row.is_reference else 0
    following = [one for one in rows[start:] if isinstance(one, ValueRow)]
    preceding = [one for one in rows[: max(0, start)] if isinstance(one, ValueRow)]
    if following:
        return following[0].name
    return preceding[-1].name if preceding else None
