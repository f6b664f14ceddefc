"""Everything drawn on the main screen, as frozen values: texts, signs and names of styles."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.toml.keys import Path
from llm_tui.tui.state.state import Place, RowName
from llm_tui.tui.text.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence


class TitleView(NamedTuple):
    """The first line of the screen."""

    place: str
    """Path and host."""
    states: tuple[str, ...]
    """Release, unsaved edits, problems, variables, read-only."""


class TreeRow(NamedTuple):
    """A section in the tree."""

    path: Path
    guide: str
    mark: str
    """Changed, or marked for a test."""
    use: str
    """In use, or used by something."""
    name: str
    warning: str
    """The sign of a problem, or a blank."""
    text: str
    """The model, or the status of an ignored section."""
    style: str
    """`model` or `error`."""
    badge: str = ""
    """The result of the last test."""
    badge_style: str = ""
    """`good`, `error` or `stale`."""


@dataclass(frozen=True)
class TreeView:
    """The sections of the file."""

    rows: tuple[TreeRow, ...]
    name_width: int
    """Cells of the longest name."""


class TitleRow(NamedTuple):
    """The title of a group of settings."""

    text: str
    note: str = ""
    headings: tuple[str, str, str] | None = None
    """The titles of the columns, above the first group."""


class ValueRow(NamedTuple):
    """A setting or a reference, in cells."""

    name: RowName
    mark: str
    sign: str
    key: str
    warning: str
    """The sign of a problem, or a blank."""
    value: str
    origin: str
    overrides: str
    style: str
    """`own`, `inherited`, `default`, `environment`, `computed`, `redundant` or `invalid`."""


SettingsRow = TitleRow | ValueRow
Rows = tuple[SettingsRow, ...]


class DetailView(NamedTuple):
    """The details of the selected row."""

    title: str
    subtitle: str
    lines: tuple[Line, ...]
    is_problem: bool = False


class FooterKey(NamedTuple):
    """A key in the footer."""

    action: str
    key: str
    """As it is printed on the key."""
    label: str


class TestView(NamedTuple):
    """The test pane."""

    title: str
    keys: str
    lines: tuple[Line, ...]
    counts_down: bool
    """Do the lines change with the time?"""


class Snapshot(NamedTuple):
    """The main screen. A part that is the same object as before needs no drawing."""

    title: TitleView
    tree: TreeView
    selected_section: int
    """The index of its row in the tree."""
    settings_title: str
    settings: Rows
    selected_row: int
    """The index of the selected row among the settings."""
    banner: str
    """Empty where there is none."""
    detail: DetailView
    footer: tuple[FooterKey, ...]
    test: TestView | None
    pattern: str | None
    place: Place


def index_of(rows: "Sequence[SettingsRow]", name: RowName | None) -> int | None:
    """The index of the row of this name; None where it is not shown."""
    for index, row in enumerate(rows):
        if isinstance(row, ValueRow) and row.name == name:
            return index
    return None
