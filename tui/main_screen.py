"""The main screen: sections, settings, the details of the selected one, and its test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from llm_tui.model.store.history import History
from llm_tui.tui.actions.key_router import KeyRouter
from llm_tui.tui.actions.screen_host import ScreenHost
from llm_tui.tui.drawing.areas import is_single
from llm_tui.tui.drawing.screen import Drawing, Scroll, draw
from llm_tui.tui.session import Session
from llm_tui.tui.state.cursor import Step
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.snapshot import Snapshot, ValueRow
from llm_tui.tui.state.state import LISTS, Place, State
from llm_tui.tui.widgets.canvas import Canvas

if TYPE_CHECKING:
    from textual.timer import Timer

    from llm_tui.tui.first_frame import FirstFrame

TICK = 0.25
"""Seconds between two states of a clock."""


class MainScreen(Screen[None]):
    """Owns the state, draws what is derived from it, and runs actions."""

    def __init__(
        self, session: Session, history: History, first: "FirstFrame | None" = None
    ) -> None:
        """first: what is shown already."""
        super().__init__()
        state = first.state if first else State(session, history, session.read_only_reason)
        derivation = first.derivation if first else Derivation()
        self.host = ScreenHost(self, state, derivation, self._draw)
        self.canvas = Canvas(first.drawing.rows, first.pens) if first else Canvas()
        self._keys = KeyRouter(self.host)
        self._drawing: Drawing | None = None
        self._scroll = Scroll()
        self._is_handling_key = self._is_covered = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """One widget: all else is rows of a drawing."""
        yield self.canvas

    def on_mount(self) -> None:
        """What takes time and is seldom wrong is checked after the first frame."""
        self._timer = self.set_interval(TICK, self._tick, pause=True)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.canvas.use_theme())
        self.call_after_refresh(self.host.check)

    def on_unmount(self) -> None:
        """End the tests with the screen."""
        self.host.close()

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self.host.state

    @property
    def drawing(self) -> Drawing | None:
        """What is drawn; None before the first frame."""
        return self._drawing

    # The snapshot goes down

    def _draw(self, snapshot: Snapshot) -> None:
        """Draw a snapshot; while a key is handled, only that which it leads to in the end."""
        if not self._is_handling_key and self.canvas.size.width:
            self._paint(snapshot)

    def _paint(self, snapshot: Snapshot) -> None:
        width, height = self.canvas.size
        if self._is_covered:
            snapshot = snapshot._replace(footer=())
        self._drawing = draw(snapshot, width, height, self._scroll)
        self._scroll = self._drawing.scroll
        self.canvas.show(self._drawing)
        if self._timer is not None:
            ticks = snapshot.test is not None and snapshot.test.ticks
            (self._timer.resume if ticks else self._timer.pause)()

    def on_screen_suspend(self) -> None:
        """A dialog has keys of its own: do not show others below it."""
        self._set_covered(is_covered=True)

    def on_screen_resume(self) -> None:
        """Show the keys again."""
        self._set_covered(is_covered=False)

    def _set_covered(self, *, is_covered: bool) -> None:
        if self._is_covered != is_covered:
            self._is_covered = is_covered
            self._draw(self.host.snapshot)

    @contextmanager
    def _one_frame(self) -> Iterator[None]:
        """Draw once, whatever the block leads to."""
        self._is_handling_key = True
        try:
            yield
        finally:
            self._is_handling_key = False
            self._draw(self.host.snapshot)

    # Keys and clicks come up

    def take_key(self, key: str, character: str | None) -> bool:
        """Do what a key does where the focus is. False if it leads to something that takes time."""
        with self._one_frame():
            self.host.clear_notice()
            rows = self._keys.scroll_step(key, self._page())
            if rows is not None:
                self._scroll_by(rows)
                return True
            return self._keys.press(key, character, self._page())

    def take_paste(self, text: str) -> bool:
        """Type a text that was pasted. False if it is for an editor, which opens."""
        with self._one_frame():
            self.host.clear_notice()
            return self._keys.paste(text)

    async def shown(self) -> None:
        """Wait until the last key has led to its dialog, or to none."""
        await self.host.shown()

    def on_key(self, event: events.Key) -> None:
        """A key that came by Textual's own way."""
        event.stop()
        self.take_key(event.key, event.character)

    def _page(self) -> int:
        drawn = self._drawing
        if drawn is None:
            return 1
        rows = drawn.settings if self.state.place & ~Place.SECTIONS & LISTS else drawn.sections
        return max(1, rows.area.height - 1)

    def _scroll_by(self, rows: int) -> None:
        """Scroll the text that has the focus: a detail, or a log."""
        if self.state.place is Place.DETAIL:
            self._scroll = self._scroll._replace(detail=max(0, self._scroll.detail + rows))
        elif self._drawing is not None:
            shown = self._scroll.log
            height = self._drawing.layout.test.height - 1
            last = max(0, self._drawing.log_rows - height)
            self._scroll = self._scroll._replace(
                log=max(0, (last if shown is None else shown) + rows)
            )

    @on(Canvas.Resized)
    def _redraw(self) -> None:
        width, height = self.canvas.size
        one_pane = is_single(width, height)
        if self.state.one_pane != one_pane:
            self.host.update(replace(self.state, one_pane=one_pane))
        else:
            self._draw(self.host.snapshot)

    @on(Canvas.Clicked)
    def _click(self, event: Canvas.Clicked) -> None:
        drawn = self._drawing
        if drawn is None:
            return
        self.host.clear_notice()
        bar = {0: drawn.title, drawn.layout.height - 1: drawn.keys}.get(event.y)
        for hit in bar.hits if bar else ():
            if hit.start <= event.x < hit.end:
                self.host.perform(hit.action)
        snapshot = self.host.snapshot
        section = drawn.sections.row_at(event.x, event.y)
        setting = drawn.settings.row_at(event.x, event.y)
        row = None if setting is None else snapshot.settings[setting]
        if section is not None:
            path = snapshot.tree.rows[section].path
            self.host.update(replace(self.state, section=path, place=Place.SECTIONS))
        elif isinstance(row, ValueRow):
            self.host.update(replace(self.state, row=row.name, place=Place.SETTINGS))
        else:
            return
        if event.is_double:
            self.host.perform("focus_settings" if section is not None else "edit")

    @on(Canvas.Wheeled)
    def _wheel(self, event: Canvas.Wheeled) -> None:
        drawn = self._drawing
        if drawn is None:
            return
        step = Step(rows=event.rows)
        if drawn.layout.test.holds(event.x, event.y):
            self._scroll_by(event.rows)
            self._draw(self.host.snapshot)
        elif drawn.sections.area.holds(event.x, event.y):
            self.host.update(replace(self.state, place=Place.SECTIONS))
            self._keys.move(step, 0)
        elif drawn.settings.area.holds(event.x, event.y):
            self.host.update(replace(self.state, place=Place.SETTINGS))
            self._keys.move(step, 0)

    def _tick(self) -> None:
        """Draw the clock as it is by now."""
        self.host.update(replace(self.state, clock=monotonic()))
