"""The state of the main screen, from which everything on it is derived."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from typing import TYPE_CHECKING, Literal, NamedTuple

from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.session import Session
from llm_tui.tui.state.line_edit import LineEdit

if TYPE_CHECKING:
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.probe.plan import Plan
    from llm_tui.model.probe.run import Run
    from llm_tui.tui.test_runner import Result


class Place(Flag):
    """A part of the screen that can have the focus."""

    SECTIONS = auto()
    SECTION_FILTER = auto()
    SETTINGS = auto()
    FILTER = auto()
    DETAIL = auto()
    """Only where one pane is shown at a time."""
    PROMPT = auto()
    LOG = auto()


SECTION_PLACES = Place.SECTIONS | Place.SECTION_FILTER
LISTS = SECTION_PLACES | Place.SETTINGS | Place.FILTER | Place.DETAIL
TEST = Place.PROMPT | Place.LOG
ANYWHERE = LISTS | TEST
TYPED = Place.SECTION_FILTER | Place.FILTER | Place.PROMPT
"""Places where a letter is text, and no command."""

Severity = Literal["information", "warning", "error"]


class Notice(NamedTuple):
    """Something to say about what was done last. It is shown until the next key."""

    text: str
    severity: Severity


class RowName(NamedTuple):
    """Identifies a row of the settings, also after its value has changed."""

    name: str
    """The key of a setting, or the user of a reference."""
    is_reference: bool = False


class LiveTest(NamedTuple):
    """A test that is running, as far as it is known."""

    plan: "Plan"
    run: "Run"
    resume_at: float | None
    """When the wait before the next attempt ends, by the monotonic clock; None outside a wait."""
    began: float = 0.0
    """When the test began, by the monotonic clock."""


@dataclass(frozen=True)
class TestOptions:
    """The options of the open test pane."""

    prompt: str
    stream: bool = False
    """Ask for the answer in pieces?"""
    tools: bool = False
    """Ask for a tool call afterwards?"""


@dataclass(frozen=True)
class State:
    """The main screen as a value. A change is a new state."""

    session: Session
    """The file, and the dialect that is chosen for it."""
    history: History
    read_only: str | None = None
    """The reason why the file can't be edited, if so."""
    section: Path = BASE
    """The selected section."""
    row: RowName | None = None
    """The selected setting or reference; None where no row is shown."""
    place: Place = Place.SECTIONS
    """Where the focus is."""
    pattern: str | None = None
    """The filter: only keys that contain it are shown. None: no filter is open."""
    section_pattern: str | None = None
    """The filter of the tree: only sections whose name or model contains it are shown."""
    caret: int | None = None
    """The index of the next character in the text that is typed; None: at its end."""
    notice: Notice | None = None
    one_pane: bool = False
    """Is there room for one pane at a time only?"""
    all_keys: bool = True
    """Are keys at their default shown too?"""
    revealed: bool = False
    """Is the secret of the selected row shown in full?"""
    checked: bool = False
    """Are problems looked for? Not before the first frame is drawn."""
    gone_to: "Problem | None" = None
    """The problem that the selection was moved for; it can be elsewhere in the file."""
    marked: frozenset[Path] = frozenset()
    """The sections to test together."""
    results: "Mapping[Path, Result]" = field(default_factory=dict)
    """The result of the last test of each section."""
    live: Mapping[Path, LiveTest] = field(default_factory=dict)
    """The tests that are running."""
    test: TestOptions | None = None
    """The open test pane; None while it is closed."""
    clock: float = 0.0
    """The monotonic time that a countdown was last drawn at."""

    @property
    def typed(self) -> LineEdit | None:
        """The text that is being typed; None where the focus is in no text."""
        text = {
            Place.FILTER: self.pattern,
            Place.SECTION_FILTER: self.section_pattern,
            Place.PROMPT: self.test.prompt if self.test else None,
        }.get(self.place)
        if text is None:
            return None
        return LineEdit(text, len(text) if self.caret is None else min(self.caret, len(text)))

    def with_typed(self, line: LineEdit) -> "State":
        """The state with another text where the focus is."""
        caret = None if line.cursor == len(line.text) else line.cursor
        if self.place is Place.PROMPT and self.test is not None:
            return replace(self, test=replace(self.test, prompt=line.text), caret=caret)
        if self.place is Place.SECTION_FILTER:
            return replace(self, section_pattern=line.text, caret=caret)
        return replace(self, pattern=line.text, caret=caret)

    @property
    def document(self) -> Document:
        """The document with all edits."""
        return self.history.document
