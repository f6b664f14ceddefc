"""Everything drawn on the main screen, as frozen values: texts, signs and names of styles."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.toml.keys import Path
from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.state import Notice, Place, RowName
from llm_tui.tui.text.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class TitleState(NamedTuple):
    """A fact about the file, in a word or two."""

    text: str
    look: str = ""
    action: str = ""
    """The action that a click on it performs, if any."""


class TitleView(NamedTuple):
    """The first line of the screen."""

    place: str
    """Path and host."""
    states: tuple[TitleState, ...]
    """Release, unsaved edits, problems, variables, read-only."""


class TreeRow(NamedTuple):
    """A section in the tree."""

    path: Path
    use: str
    """In use, or used by something."""
    mark: str
    """Marked for a test, changed, or with a problem."""
    mark_look: str
    name: str
    text: str
    """The model, `↑` for an inherited one, or the status of an ignored section."""
    look: str
    """That of the text."""
    badge: str = ""
    """The result of the last test."""
    badge_look: str = ""


@dataclass(frozen=True)
class TreeView:
    """The sections that are shown."""

    rows: tuple[TreeRow, ...]
    indices: "Mapping[Path, int]"
    """The index of each section's row."""
    name_width: int
    """Cells of the longest name."""
    right_width: int
    """Cells that what is beside a name needs at most."""


class TitleRow(NamedTuple):
    """The title of a group of settings."""

    text: str
    note: str = ""


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
    look: str


SettingsRow = TitleRow | ValueRow
Rows = tuple[SettingsRow, ...]


class DetailView(NamedTuple):
    """The details of the selected row."""

    title: str
    lines: tuple[Line, ...]


class FooterKey(NamedTuple):
    """A key in the footer."""

    action: str
    key: str
    """As it is printed on the key."""
    label: str


class TestView(NamedTuple):
    """The test pane."""

    title: str
    state: str
    """What it does now, or how it ended: it stays in sight while a long answer scrolls."""
    prompt: LineEdit
    lines: tuple[Line, ...]
    ticks: bool
    """Does it change with the time?"""


class Snapshot(NamedTuple):
    """The main screen. A part that is the same object as before is the same."""

    title: TitleView
    tree: TreeView
    selected_section: int
    """The index of its row in the tree; -1 where the filter hides it."""
    settings_title: str
    settings: Rows
    selected_row: int
    """The index of the selected row among the settings."""
    origin_width: int
    """Cells of the longest place in the base, at any line of this file."""
    banner: str
    """Empty where there is none."""
    detail: DetailView
    footer: tuple[FooterKey, ...]
    test: TestView | None
    section_filter: LineEdit | None
    filter: LineEdit | None
    notice: Notice | None
    place: Place


def index_of(rows: "Sequence[SettingsRow]", name: RowName | None) -> int | None:
    """The index of the row of this name; None where it is not shown."""
    for index, row in enumerate(rows):
        if isinstance(row, ValueRow) and row.name == name:
            return index
    return None
