"""The settings of the selected section: effective value, origin, and what it overrides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.message import Message
from textual.reactive import reactive

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use, uses
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.text.wording import (
    CHANGED,
    INVALID,
    USER,
    WARNING,
    origin_text,
    overrides_text,
    printable,
    sign,
    use_text,
    value_text,
)
from llm_tui.tui.widgets.row_list import RowList, fit, piece

OTHER_GROUP = "Keys"
"""The group of what the program takes beyond its fields."""

NARROW = 72
"""Below this width the column of overridden values goes."""

_STYLES = {
    Origin.SECTION: "settings--own",
    Origin.BASE: "settings--inherited",
    Origin.DEFAULT: "settings--default",
    Origin.ENVIRONMENT: "settings--environment",
    Origin.COMPUTED: "settings--computed",
}


class Title(NamedTuple):
    """The title of a group of keys."""

    text: str
    note: str = ""
    """What the values of the group come to."""


Row = Title | Setting | Use


class Columns(NamedTuple):
    """The widths of the columns, in cells."""

    key: int
    value: int
    origin: int
    overrides: int


def _columns(width: int) -> Columns:
    rest = width - 6
    if width < NARROW:
        return Columns(21, max(8, rest - 21 - 11 + 1), 11, 0)
    value = max(18, (rest - 23 - 17) * 3 // 5)
    return Columns(23, value, 17, max(0, rest - 23 - 17 - value))


class SettingsTable(RowList[Row]):
    """One row for each setting, in groups."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_STYLES.values(),
        "settings--title",
        "settings--redundant",
        "settings--invalid",
        "settings--changed",
        "settings--problem",
    }

    view: reactive[Resolution | None] = reactive(None)
    section: reactive[Path] = reactive(BASE)
    changed: reactive[frozenset[Path]] = reactive(frozenset())
    problems: reactive[tuple[Problem, ...]] = reactive(())
    all_keys: reactive[bool] = reactive(True)
    """Show the keys at their default too?"""
    pattern: reactive[str] = reactive("")
    """Show only the keys that contain this."""
    revealed: reactive[str | None] = reactive(None)
    """The key whose secret is shown in full."""

    _used: tuple[Resolution, tuple[Use, ...]] | None = None

    @dataclass
    class SettingHighlighted(Message):
        """Posted when the cursor has come to another setting, or it has changed; None for none."""

        setting: Setting | None
        use: Use | None
        """The reference that the cursor is on instead."""

    class SettingSelected(Message):
        """Posted when a setting, or a reference, is to be edited."""

    @property
    def setting(self) -> Setting | None:
        """The setting that the cursor is on."""
        row = self.selected_row
        return row if isinstance(row, Setting) else None

    @property
    def use(self) -> Use | None:
        """The reference that the cursor is on."""
        row = self.selected_row
        return row if isinstance(row, Use) else None

    def is_selectable(self, row: Row) -> bool:
        """Titles are passed over."""
        return not isinstance(row, Title)

    def watch_view(self) -> None:
        """Show the settings of another state of the file."""
        # A reference that was pointed elsewhere leaves the cursor among its like.
        self._show(gone=self.cursor if self.use else 0)

    def watch_section(self) -> None:
        """Show the settings of another section."""
        self._show()

    def watch_all_keys(self) -> None:
        """Show more or fewer keys."""
        self._show()

    def watch_pattern(self) -> None:
        """Show the keys that match."""
        self._show()

    def watch_changed(self) -> None:
        """Repaint the marks."""
        self.refresh()

    def watch_problems(self) -> None:
        """Repaint the marks."""
        self.refresh()

    def select(self, key: str | None) -> None:
        """Put the cursor on a key, also one that is left out now; without one on the first row."""
        if key is not None and key not in self._keys:
            self.pattern, self.all_keys = "", True
        self.cursor = self._nearest(self._keys.index(key) if key in self._keys else 0, 1)

    @property
    def _keys(self) -> list[str | None]:
        return [row.key if isinstance(row, Setting) else None for row in self.rows]

    @property
    def _marked(self) -> set[str | None]:
        """The keys with a problem."""
        return {
            problem.key
            for problem in self.problems
            if problem.section == self.section and problem.severity is not Severity.NOTE
        }

    def watch_revealed(self) -> None:
        """Repaint the secret."""
        self.refresh()

    def _show(self, gone: int = 0) -> None:
        """Show the rows, with the cursor on the same one; at `gone` where that is not there."""
        name = _name(self.selected_row)
        rows = list(self._visible_rows())
        names = [_name(row) for row in rows]
        cursor = names.index(name) if name and name in names else gone
        self.show_rows(rows, cursor)
        self.post_message(self.SettingHighlighted(self.setting, self.use))

    def _visible_rows(self) -> Iterator[Row]:
        if self.view is None:
            return
        dialect = self.view.dialect
        unknown = f"Not known to {dialect.program}"
        groups: dict[str, list[Setting]] = {}
        for setting in self.view.settings(self.section):
            field = dialect.fields.get(setting.key)
            group = field.group if field else OTHER_GROUP if setting.known else unknown
            if self._is_visible(setting, group):
                groups.setdefault(group, []).append(setting)
        for title in (unknown, *dialect.groups, OTHER_GROUP):
            if title in groups:
                yield Title(title, self._note(title))
                yield from groups[title]
        users = [use for use in self._uses(self.view) if self._is_visible_use(use)]
        if users:
            yield Title("Used by")
            yield from users

    def _uses(self, view: Resolution) -> tuple[Use, ...]:
        """All references of the file: found once for each state of it."""
        if self._used is None or self._used[0] is not view:
            self._used = view, uses(view)
        return self._used[1]

    def _is_visible_use(self, use: Use) -> bool:
        if not use.concerns(self.section):
            return False
        if self.pattern:
            return self.pattern.lower() in f"used by {use.user} {use.name}".lower()
        return self.all_keys or use.name is not None

    def _note(self, group: str) -> str:
        """The retry policy that the retry keys make, written out beside them."""
        if group != "Retries" or self.view is None:
            return ""
        return str(self.view.dialect.retry_policy(self.view.values(self.section)))

    def _is_visible(self, setting: Setting, group: str) -> bool:
        pattern = self.pattern.lower()
        if pattern:
            return pattern in setting.key.lower() or pattern in group.lower()
        if self.all_keys:
            return True
        return setting.written is not None or setting.origin is Origin.ENVIRONMENT

    @on(RowList.RowHighlighted)
    def _tell_setting(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        self.post_message(self.SettingHighlighted(self.setting, self.use))

    @on(RowList.RowSelected)
    def _tell_selected(self, event: RowList.RowSelected) -> None:
        event.stop()
        if self.selected_row is not None:
            self.post_message(self.SettingSelected())

    def row_segments(self, row: Row, width: int) -> list[Segment]:
        """A title, or the cells of a setting."""
        columns = _columns(width)
        if isinstance(row, Title):
            return self._title_segments(row, columns)
        if isinstance(row, Use):
            return self._use_segments(row, columns)
        assert self.view is not None
        origin = origin_text(row, self.section, self.view.dialect)
        mark = CHANGED if (*self.section, row.key) in self.changed else " "
        style, reveal = self._style(row), self.revealed == row.key
        return [
            piece(mark, self.get_component_rich_style("settings--changed")),
            piece(f"{sign(row)} {fit(printable(row.key), columns.key)}", style),
            self._mark(row, style),
            piece(f"{fit(value_text(row, reveal), columns.value)} ", style),
            piece(f"{fit(origin, columns.origin)} ", style),
            piece(fit(overrides_text(row, reveal), columns.overrides), style),
        ]

    def _mark(self, setting: Setting, style: Style) -> Segment:
        """The mark of a problem that the sign does not tell of, behind the key."""
        if setting.key not in self._marked or sign(setting) == INVALID:
            return piece(" ", style)
        return piece(WARNING, self.get_component_rich_style("settings--problem", partial=True))

    def _use_segments(self, use: Use, columns: Columns) -> list[Segment]:
        """Who uses the section, and what is written where."""
        mark = CHANGED if use.path in self.changed else " "
        name = "settings--invalid" if use.trouble else "settings--own"
        if use.name is None:
            name = "settings--default"
        style = self.get_component_rich_style(name)
        shape = INVALID if use.trouble else USER
        return [
            piece(mark, self.get_component_rich_style("settings--changed")),
            piece(f"{shape} {fit(printable(use.user), columns.key)} ", style),
            piece(f"{fit(use_text(use), columns.value)} ", style),
            piece(f"{fit('' if use.line else 'default', columns.origin)} ", style),
            piece(fit(printable(use.trouble or ""), columns.overrides), style),
        ]

    def _title_segments(self, title: Title, columns: Columns) -> list[Segment]:
        """The title of a group; that of the first one with the headings of the columns."""
        style = self.get_component_rich_style("settings--title")
        if title.note:
            muted = self.get_component_rich_style("settings--default")
            return [piece(f" {title.text}  ", style), piece(title.note, muted)]
        if title is not self.rows[0]:
            return [piece(f" {title.text}", style)]
        return [
            piece(f" {fit(title.text, columns.key + 2)} ", style),
            piece(f"{fit('Effective value', columns.value)} ", style),
            piece(f"{fit('From', columns.origin)} ", style),
            piece(fit("Overrides", columns.overrides), style),
        ]

    def _style(self, setting: Setting) -> Style:
        name = _STYLES[setting.origin]
        if setting.fault or not setting.known:
            name = "settings--invalid"
        elif setting.redundant:
            name = "settings--redundant"
        return self.get_component_rich_style(name)


def _name(row: Row | None) -> str:
    """What stays the same of a row when its value changes; empty for a title."""
    if isinstance(row, Setting):
        return row.key
    return f"used by {row.user}" if isinstance(row, Use) else ""
