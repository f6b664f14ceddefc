"""The rows of the settings table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.state.snapshot import Rows, SettingsRow, TitleRow, ValueRow
from llm_tui.tui.state.state import RowName
from llm_tui.tui.text.wording import (
    CHANGED,
    COMMENTED,
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

OTHER_GROUP = "Keys"
"""The group of keys that the program takes beyond its fields."""

_LOOKS = {
    Origin.SECTION: "own",
    Origin.BASE: "inherited",
    Origin.DEFAULT: "default",
    Origin.ENVIRONMENT: "environment",
    Origin.COMPUTED: "computed",
}


def section_settings(view: Resolution, section: Path) -> tuple[Setting, ...]:
    """The settings of a section."""
    return view.settings(section)


@dataclass(frozen=True)
class Filter:
    """Says which rows are shown."""

    pattern: str
    all_keys: bool

    def shows(self, setting: Setting, group: str) -> bool:
        """Is the row of a setting shown?"""
        if self.pattern:
            return self.pattern in setting.key.lower() or self.pattern in group.lower()
        return self.all_keys or setting.written is not None or _is_set_outside(setting)

    def shows_use(self, use: Use) -> bool:
        """Is the row of a reference shown?"""
        if self.pattern:
            return self.pattern in f"used by {use.user} {use.name}".lower()
        return self.all_keys or use.name is not None


def _is_set_outside(setting: Setting) -> bool:
    return setting.origin is Origin.ENVIRONMENT


def origin_width(document: Document) -> int:
    """Cells of the longest place in the base, at any line of a file."""
    lines = document.data.count(b"\n") + 1
    return len(f"{write_header(BASE)} :{lines}")


def setting_rows(
    view: Resolution,
    section: Path,
    settings: tuple[Setting, ...],
    uses: tuple[Use, ...],
    pattern: str | None,
    all_keys: bool,
    changed: frozenset[Path],
    wrong: frozenset[str | None],
    revealed: RowName | None,
    commented: Mapping[str, int],
) -> Rows:
    """The settings in their groups, and below them who uses the section."""
    chosen = Filter((pattern or "").lower(), all_keys)
    rows: list[SettingsRow] = []
    for title, members in _groups(view, settings, chosen):
        rows.append(TitleRow(title, _note(view, settings, title)))
        rows += (
            _setting_row(
                setting,
                section,
                view,
                changed=(*section, setting.key) in changed,
                wrong=setting.key in wrong,
                reveal=revealed == RowName(setting.key),
                commented=commented.get(setting.key),
            )
            for setting in members
        )
    users = [use for use in uses if use.concerns(section) and chosen.shows_use(use)]
    if users:
        rows.append(TitleRow("Used by"))
        rows += (_use_row(use, changed=use.path in changed) for use in users)
    return tuple(rows)


def _groups(
    view: Resolution, settings: tuple[Setting, ...], chosen: Filter
) -> Iterator[tuple[str, list[Setting]]]:
    """The settings that are shown, by the title of their group."""
    dialect = view.dialect
    unknown = f"Not known to {dialect.program}"
    groups: dict[str, list[Setting]] = {}
    for setting in settings:
        field = dialect.fields.get(setting.key)
        group = field.group if field else OTHER_GROUP if setting.known else unknown
        if chosen.shows(setting, group):
            groups.setdefault(group, []).append(setting)
    for title in (unknown, *dialect.groups, OTHER_GROUP):
        if title in groups:
            yield title, groups[title]


def _note(view: Resolution, settings: tuple[Setting, ...], group: str) -> str:
    """The retry policy that the retry keys make."""
    if group != "Retries":
        return ""
    values = {setting.key: setting.value for setting in settings if setting.known}
    return str(view.dialect.retry_policy(values))


def _setting_row(
    setting: Setting,
    section: Path,
    view: Resolution,
    *,
    changed: bool,
    wrong: bool,
    reveal: bool,
    commented: int | None,
) -> ValueRow:
    """commented: the line that the key is commented out in."""
    origin = origin_text(setting, section, view.dialect)
    if commented and setting.origin is Origin.DEFAULT and setting.known:
        origin = f"{COMMENTED} :{commented}"
    shape = sign(setting)
    look = _LOOKS[setting.origin]
    if setting.fault or not setting.known:
        look = "invalid"
    elif setting.redundant:
        look = "redundant"
    return ValueRow(
        RowName(setting.key),
        CHANGED if changed else " ",
        shape,
        printable(setting.key),
        WARNING if wrong and shape != INVALID else " ",
        value_text(setting, reveal),
        origin,
        overrides_text(setting, reveal),
        look,
    )


def _use_row(use: Use, *, changed: bool) -> ValueRow:
    look = "invalid" if use.trouble else "own"
    return ValueRow(
        RowName(use.user, is_reference=True),
        CHANGED if changed else " ",
        INVALID if use.trouble else USER,
        printable(use.user),
        " ",
        use_text(use),
        "" if use.line else "default",
        printable(use.trouble or ""),
        look if use.name is not None else "default",
    )
