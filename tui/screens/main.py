"""The main screen: sections, settings, and what there is to know about the selected one."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.markup import escape
from textual.widgets import Static

from llm_tui.model.check.problem import Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.store.history import History
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.actions import ACTIONS
from llm_tui.tui.screens.editing import EditActions
from llm_tui.tui.screens.explaining import ExplainActions
from llm_tui.tui.screens.filing import FileActions
from llm_tui.tui.screens.mending import ProblemActions
from llm_tui.tui.screens.picking import PickActions
from llm_tui.tui.screens.reading import ReadingActions
from llm_tui.tui.screens.sections import SectionActions
from llm_tui.tui.screens.switching import SwitchActions
from llm_tui.tui.screens.testing import TestActions
from llm_tui.tui.widgets.bars import KeyBar, TitleBar
from llm_tui.tui.widgets.detail import Detail
from llm_tui.tui.widgets.section_tree import SectionTree
from llm_tui.tui.widgets.settings_table import SettingsTable

if TYPE_CHECKING:
    from textual.widgets import Input


class MainScreen(
    EditActions,
    SectionActions,
    SwitchActions,
    PickActions,
    ExplainActions,
    ProblemActions,
    FileActions,
    ReadingActions,
    TestActions,
):
    """Holds the state, hands it down, and takes what its parts ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end_filter", show=False),
        *(
            Binding(action.keys, action.name, action.label, show=False)
            for action in ACTIONS
            if action.keys and action.name != "palette"
        ),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    DEFAULT_CSS = """
    MainScreen {
        SectionTree { width: 24; height: 100%; }
        &.-wide SectionTree { width: 36; }
        SettingsTable { height: 1fr; }
        #banner { display: none; height: auto; padding: 0 1; background: $error 30%; }
        #banner.shown { display: block; }
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

    def compose(self) -> ComposeResult:
        """Title, sections at the left, settings at the right, keys."""
        yield TitleBar()
        with Horizontal():
            yield SectionTree().data_bind(
                MainScreen.view,
                MainScreen.changed,
                MainScreen.section,
                MainScreen.marked,
                MainScreen.problems,
            )
            with Vertical():
                yield Static(id="banner", markup=False)
                yield SettingsTable().data_bind(
                    MainScreen.view,
                    MainScreen.section,
                    MainScreen.changed,
                    MainScreen.revealed,
                    MainScreen.problems,
                )
                yield Detail().data_bind(
                    MainScreen.view,
                    MainScreen.section,
                    MainScreen.setting,
                    MainScreen.use,
                    MainScreen.revealed,
                    MainScreen.problem,
                )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is open; what takes time and is seldom wrong is checked afterwards."""
        self.query_one(SectionTree).focus()
        self._show_section()
        self._show_state()
        self.call_after_refresh(self._check_editable)
        self.call_after_refresh(self.check_once)

    def _check_editable(self) -> None:
        problem = self.history.document.problem
        if problem is not None and not self.read_only:
            self.read_only = f"it is not TOML 1.0: {problem.message}, line {problem.line}"
            self.may_edit()
        if self.read_only:
            self._show_state()

    @property
    def _table(self) -> SettingsTable:
        return self.query_one(SettingsTable)

    # What was told by the parts

    @on(SectionTree.SectionHighlighted)
    def _select_section(self, event: SectionTree.SectionHighlighted) -> None:
        self.section = event.section

    @on(SectionTree.RowSelected)
    def _enter_section(self, event: SectionTree.RowSelected) -> None:
        if isinstance(event.sender, SectionTree):
            self._table.focus()

    @on(SettingsTable.SettingHighlighted)
    def _select_setting(self, event: SettingsTable.SettingHighlighted) -> None:
        if self.setting is None or event.setting is None or event.setting.key != self.setting.key:
            self.revealed = None
        self.setting, self.use = event.setting, event.use
        self.problem = self.problem_here()
        self._show_keys()

    @on(SettingsTable.SettingSelected)
    def _edit_setting(self) -> None:
        self.action_edit()

    @on(KeyBar.ActionRequested)
    async def _run_requested(self, event: KeyBar.ActionRequested) -> None:
        await self.run_action(event.name)

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Show the keys that match what is typed."""
        self._table.pattern = event.value

    def on_input_submitted(self) -> None:
        """Go to the keys that match."""
        self._table.focus()

    # What follows from the state

    def watch_section(self, section: Path) -> None:
        """Another section is selected: its secrets are hidden."""
        self.revealed = None
        if self.is_mounted:
            self._show_section()
            self.show_test()

    def watch_view(self, view: Resolution | None) -> None:
        """The document has changed, or the program that it is read as."""
        if self.is_mounted:
            self._show_section()
            self._show_state()
            self.show_badges()
            self.show_test()

    def watch_history(self, history: History) -> None:
        """An edit was made or taken back, or the file was saved."""
        super().watch_history(history)
        if self.is_mounted:
            self._show_state()

    def watch_problems(self) -> None:
        """The problems were looked for."""
        if self.is_mounted:
            self.problem = self.problem_here()
            self._show_section()
            self._show_state()

    def watch_results(self) -> None:
        """A test has ended."""
        if self.is_mounted:
            self.show_badges()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that edit do nothing while the test pane has the focus."""
        in_pane = self.focused is not None and any(
            node.id == "test" for node in self.focused.ancestors
        )
        return not (in_pane and action in ("edit", "pick_model", "switch", "unset", "fix"))

    def watch_setting(self, setting: Setting | None) -> None:
        """Another setting is selected: the keys that work may be others."""
        if self.is_mounted:
            self._show_keys()

    def _show_section(self) -> None:
        assert self.view is not None
        section = self.view.section(self.section)
        if section is None:
            return
        title = [write_header(section.path)]
        if section.path != BASE and self.view.dialect.inherits:
            title.append("inherits [llm]")
        if section.used_by:
            title.append(f"used by {', '.join(section.used_by)}")
        if unused := self.view.dialect.unused(section.path):
            title.append(unused)
        self._table.border_title = escape(" · ".join(title))
        banner = self.query_one("#banner", Static)
        text = self._banner_text()
        banner.set_class(bool(text), "shown")
        banner.update(text)

    def _banner_text(self) -> str:
        """What became of the selected section, if that is not what the file says."""
        grave = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        for problem in grave:
            if not problem.section:
                place = f", line {problem.line}" if problem.line else ""
                return f"✗ {problem.message}{place}. {problem.consequence}"
        own = [problem for problem in grave if problem.section == self.section]
        if own and own[0].key is None:
            return f"✗ {own[0].message}. {own[0].consequence}"
        if self.view and self.view.status(self.section).ignored:
            causes = ", ".join(f"{p.key} (line {p.line})" for p in own)
            return f"✗ {own[0].consequence} Because of {causes}." if own else ""
        return ""

    def _show_state(self) -> None:
        assert self.view is not None
        bar = self.query_one(TitleBar)
        bar.place = self.session.place
        unsaved = self.unsaved
        problems = sum(1 for p in self.problems if p.severity is not Severity.NOTE)
        variables = len(self.view.environment_keys)
        states = [
            "read-only" if self.read_only else "",
            self.view.dialect.title,
            f"{unsaved} unsaved" if unsaved else "",
            f"{problems} problem{'s' * (problems > 1)}" if problems else "",
            f"{variables} env" if variables else "",
        ]
        bar.states = tuple(filter(None, states))
        self._show_keys()

    def _show_keys(self) -> None:
        bar = self.query_one(KeyBar)
        bar.actions = tuple(
            action for action in ACTIONS if action.footer and self._works_now(action.name)
        )

    def _works_now(self, name: str) -> bool:
        written = self.setting and self.setting.written
        works = {
            "edit": not self.read_only,
            "pick_model": not self.read_only,
            "unset": not self.read_only and bool(written or (self.use and self.use.line)),
            "use": not self.read_only,
            "undo": bool(self.history.done),
            "redo": bool(self.history.undone),
            "fix": not self.read_only and bool(self.problem and self.problem.fix),
            "next_problem": any(p.severity is not Severity.NOTE for p in self.problems),
            "save": self.history.unsaved,
            "diff": self.history.unsaved,
        }
        return works.get(name, True)

    # What the keys do that change only what is seen

    def action_all_keys(self) -> None:
        """Show all keys, or only those set here."""
        self._table.all_keys = not self._table.all_keys

    def action_filter(self) -> None:
        """Type a part of a key."""
        # Made when it is wanted: the first frame does not wait for it.
        from textual.widgets import Input

        if self.query("#filter"):
            self.query_one("#filter", Input).focus()
            return
        field = Input(placeholder="part of a key", id="filter")
        field.cursor_blink = False
        self.mount(field, before=self.query_one(Detail))
        field.focus()

    def action_end_filter(self) -> None:
        """Show all keys again."""
        if self.query("#filter"):
            self.query("#filter").remove()
            self._table.pattern = ""
            self._table.focus()

    def action_focus_tree(self) -> None:
        """Go to the sections."""
        self.query_one(SectionTree).focus()

    def action_focus_table(self) -> None:
        """Go to the settings."""
        self._table.focus()

    def action_preferences(self) -> None:
        """Change the settings of the program itself."""
        from llm_tui.tui.screens.preferences import PreferencesScreen

        self.app.push_screen(PreferencesScreen(self.session.chosen))

    def action_help(self) -> None:
        """Show all keys and signs."""
        from llm_tui.tui.screens.pages import help_page

        self.app.push_screen(help_page(self.session.chosen))
