"""The first frame of the main screen, drawn before Textual is imported."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.tui.drawing.areas import is_single
from llm_tui.tui.drawing.palette import theme_named
from llm_tui.tui.drawing.pens import pens
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.drawing.screen import Drawing, Scroll, draw
from llm_tui.tui.drawing.theme_colours import OF_THE_TERMINAL
from llm_tui.tui.output.depth import FEW, Depth
from llm_tui.tui.output.early_ending import EarlyEnding
from llm_tui.tui.output.pen import Pen
from llm_tui.tui.output.terminal import Terminal
from llm_tui.tui.session import Session
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.state import State

DEFAULT_THEME = "textual-dark"


class FirstFrame:
    """The main screen as it is drawn first, and what it was drawn from: the app goes on with it.

    As a context it is shown, and gives the terminal back in the end.
    """

    def __init__(self, terminal: Terminal, state: State, pens: Mapping[Look, Pen]) -> None:
        self.terminal, self.pens = terminal, pens
        self.derivation = Derivation()
        self.state, self.drawing = self._drawn(state)

    def __enter__(self) -> None:
        EarlyEnding(self.terminal).catch_signals()
        try:
            self.terminal.show_at_once(self._rows())
            # Checked before the app begins, it finds nothing more to draw.
            self.state, self.drawing = self._drawn(replace(self.state, checked=True))
            self.terminal.show_difference(self._rows())
        except BaseException:
            self.terminal.give_back()
            raise

    def __exit__(self, *error: object) -> None:
        self.terminal.give_back()

    def _drawn(self, state: State) -> tuple[State, Drawing]:
        width, height = self.terminal.size
        derived = self.derivation(replace(state, one_pane=is_single(width, height)))
        return derived.state, draw(derived.snapshot, width, height, Scroll())

    def _rows(self) -> Iterator[list[tuple[str, Pen]]]:
        return ([(text, self.pens[look]) for text, look in row] for row in self.drawing.rows)


def first_frame(
    session: Session, document: Document, depth: Depth, *, mouse: bool, is_ascii: bool
) -> FirstFrame | None:
    """Draw a document; None where only Textual knows the theme, or the terminal has no name."""
    inks = _inks(session.preferences.theme, depth)
    if inks is None:
        return None
    try:
        terminal = Terminal(mouse=mouse, is_ascii=is_ascii)
    except OSError:
        return None
    history = History.of(document, session.dialect)
    return FirstFrame(terminal, State(session, history, session.read_only_reason), inks)


def _inks(name: str | None, depth: Depth) -> Mapping[Look, Pen] | None:
    if name in OF_THE_TERMINAL and depth is not Depth.NONE:
        depth = Depth.BASIC
    if depth in FEW:
        # These take nothing from a theme.
        name = DEFAULT_THEME
    theme = theme_named(name or DEFAULT_THEME)
    return pens(theme, depth) if theme else None
