"""The main screen: sections, settings, and the details of the selected one."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from llm_tui.model.store.history import History
from llm_tui.tui.actions.screen_host import ScreenHost
from llm_tui.tui.session import Session
from llm_tui.tui.state.action_table import ALL_KEYS, action_for
from llm_tui.tui.state.snapshot import Snapshot
from llm_tui.tui.state.state import Place, State
from llm_tui.tui.widgets.bars import KeyBar, TitleBar
from llm_tui.tui.widgets.detail import Banner, Detail
from llm_tui.tui.widgets.section_tree import SectionTree
from llm_tui.tui.widgets.settings_table import SettingsTable

if TYPE_CHECKING:
    from textual.widgets import Input


class MainScreen(Screen[None]):
    """Owns the state, hands what is derived from it to the widgets, and runs actions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"press('{key}')", show=False) for key in ALL_KEYS
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Two borders change with the focus; Textual would repaint the whole screen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    DEFAULT_CSS = """
    MainScreen {
        SectionTree { width: 24; height: 100%; }
        &.-wide SectionTree { width: 36; }
        SettingsTable { height: 1fr; }
        #filter, #filter:focus {
            height: 1; border: none; padding: 0 1; background: $boost;
        }
        Detail { height: 6; padding: 0 1; }
        &.-wide Detail { height: 7; }
        Detail.-problem { height: 9; }
        &.-wide Detail.-problem { height: 9; }
        &.-narrow.-testing Detail { display: none; }
        &.-narrow TestPane { height: 55%; }
    }
    """

    def __init__(self, session: Session, history: History) -> None:
        super().__init__()
        state = State(session, history, session.read_only_reason)
        self.host = ScreenHost(self, state, self._draw)
        self._title, self._footer = TitleBar(), KeyBar()
        self._sections, self._settings = SectionTree(id="sections"), SettingsTable(id="settings")
        self._banner, self._detail = Banner(), Detail()
        self._drawn_place = state.place

    def compose(self) -> ComposeResult:
        """Title, sections at the left, settings at the right, keys."""
        yield self._title
        with Horizontal():
            yield self._sections
            with Vertical():
                yield self._banner
                yield self._settings
                yield self._detail
        yield self._footer

    def on_mount(self) -> None:
        """Draw what is open; what takes time and is seldom wrong is checked afterwards."""
        self._draw(self.host.snapshot)
        self._sections.focus()
        self.call_after_refresh(self.host.check)

    def on_unmount(self) -> None:
        """End the tests with the screen."""
        self.host.close()

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self.host.state

    # The snapshot goes down

    def _draw(self, snapshot: Snapshot) -> None:
        """Hand each widget its part; it draws what has changed."""
        if not self.is_attached:
            return
        self._title.show(snapshot.title)
        self._sections.show(snapshot.tree, snapshot.selected_section)
        self._settings.show(snapshot.settings_title, snapshot.settings, snapshot.selected_row)
        self._banner.show(snapshot.banner)
        self._detail.show(snapshot.detail)
        self._footer.show(snapshot.footer)
        self._draw_focus(snapshot.place)
        self._draw_filter(snapshot)
        self._draw_test(snapshot)

    def _draw_filter(self, snapshot: Snapshot) -> None:
        """Open or close the filter."""
        found = self.query("#filter")
        if snapshot.pattern is not None and not found:
            # Imported here, like the test pane: the first frame does not wait for them.
            from llm_tui.tui.widgets.filter_field import FilterField

            self.mount(FilterField(snapshot.pattern), before=self._detail)
        elif snapshot.pattern is None and found:
            found.remove()

    def _draw_test(self, snapshot: Snapshot) -> None:
        """Open, draw or close the test pane."""
        found = self.query("TestPane")
        if snapshot.test is None:
            if found:
                found.remove()
                self.set_class(False, "-testing")
            return
        from llm_tui.tui.widgets.test_pane import TestPane

        if found:
            found.first(TestPane).show(snapshot.test)
        elif self.state.test is not None:
            self.mount(TestPane(snapshot.test, self.state.test.prompt), before=self._footer)
            self.set_class(True, "-testing")

    def _draw_focus(self, place: Place) -> None:
        """Put the focus where the state has it; a widget that is being mounted takes it itself."""
        before, self._drawn_place = self._drawn_place, place
        target = self.query(f"#{(place.name or '').lower()}")
        if place is not before and target:
            self.set_focus(target.first())

    # Messages come up

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep where the focus is."""
        name = (event.widget.id or "").upper()
        if name in Place.__members__ and self.state.place is not Place[name]:
            self._drawn_place = Place[name]
            self.host.update(replace(self.state, place=Place[name]))

    @on(SectionTree.SectionHighlighted)
    def _select_section(self, event: SectionTree.SectionHighlighted) -> None:
        self.host.update(replace(self.state, section=event.section))

    @on(SectionTree.SectionEntered)
    def _enter_section(self) -> None:
        self.host.perform("focus_settings")

    @on(SettingsTable.RowNamed)
    def _select_row(self, event: SettingsTable.RowNamed) -> None:
        self.host.update(replace(self.state, row=event.row))

    @on(SettingsTable.EditRequested)
    def _edit(self) -> None:
        self.host.perform("edit")

    @on(KeyBar.ActionRequested)
    def _run_requested(self, event: KeyBar.ActionRequested) -> None:
        self.host.perform(event.name)

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Take over the filter, or the prompt."""
        if event.input.id == "filter":
            self.host.update(replace(self.state, pattern=event.value))
        elif self.state.test is not None:
            self.host.update(replace(self.state, test=replace(self.state.test, prompt=event.value)))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Go to the keys that match, or send the prompt."""
        self.host.perform("focus_settings" if event.input.id == "filter" else "send")

    def on_test_pane_countdown_ticked(self) -> None:
        """Draw the wait as it is by now."""
        self.host.update(replace(self.state, clock=monotonic()))

    def action_press(self, key: str) -> None:
        """Do what a key does where the focus is."""
        action = action_for(key, self.state.place)
        if action is not None:
            self.host.perform(action.name)
