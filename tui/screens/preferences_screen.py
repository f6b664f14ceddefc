"""The settings of the program itself: shown, changed, and saved at once."""

import os
from collections.abc import Callable, Sequence

from rich.text import Text
from textual import work
from textual.binding import Binding

from llm_tui.model.dialects.recognise import Chosen
from llm_tui.model.effective.accepted_input import Accepted
from llm_tui.model.errors import FileError, LlmTuiError
from llm_tui.model.store import preferences
from llm_tui.model.store.folders import make_private
from llm_tui.model.store.preferences import FIELDS
from llm_tui.tui.screens.dialog import CLOSE, Key
from llm_tui.tui.screens.list_dialog import FILTER, ListDialog
from llm_tui.tui.screens.value_editors import ChoiceEditor, Editor, TextEditor, TomlEditor
from llm_tui.tui.text.wording import literal, printable
from llm_tui.tui.theme import ThemedApp, theme_complaints
from llm_tui.tui.widgets.preference_list import PreferenceList, PreferenceRow

COMPLAINTS = 4
"""Complaints that are shown: more would push the settings off a small screen."""


KEYS = (
    Key("enter", "edit"),
    Key("space", "toggle"),
    Key("x", "unset"),
    Key("e", "$EDITOR"),
    FILTER,
    CLOSE,
)


class PreferencesScreen(ListDialog[None, PreferenceRow]):
    """The settings, with what is wrong in their file below them."""

    BINDINGS = [
        Binding("comma", "leave", "Back"),
        Binding("space", "switch", "Switch"),
        Binding("x,delete", "unset", "Unset"),
        Binding("e", "open_editor", "$EDITOR"),
    ]

    def __init__(self, chosen: Chosen) -> None:
        """chosen: the program that the open file is read as, and why."""
        super().__init__("Settings of llm-tui", KEYS, PreferenceList(), ())
        self._chosen = chosen
        self._complaints: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Show the settings as they are in the file."""
        self._read()
        super().on_mount()

    def _read(self) -> None:
        """Read the settings and what is wrong with them."""
        loaded, complaints = preferences.load()
        no_theme = theme_complaints(loaded.theme, self.app.available_themes)
        in_force = loaded.written - {"theme"} if no_theme else loaded.written
        complaints += no_theme
        # The folder is shown once, below them all.
        folder = os.path.join(os.path.dirname(preferences.path()), "")
        shown = [f"✗ {text.removeprefix(folder)}" for text in complaints[:COMPLAINTS]]
        if len(complaints) > COMPLAINTS:
            shown.append(f"and {len(complaints) - COMPLAINTS} more")
        self._complaints = tuple(shown)
        self.offered = [
            PreferenceRow(name, self._words(name, getattr(loaded, name)), name in in_force)
            for name in FIELDS
        ]

    def _show(self) -> None:
        self._read()
        self.rows.offer(self.offered, self.rows.cursor)
        self.show_detail()

    def detail(self, row: PreferenceRow) -> Text:
        """Help on the setting, complaints, and where the file is."""
        help_text = FIELDS[row.name].help
        if row.name in ("release", "dialect"):
            help_text += f" Now {self._chosen.dialect.title}: {printable(self._chosen.reason)}."
        text = Text(help_text + "\n")
        for complaint in self._complaints:
            text.append(f"{complaint}\n", "bold red")
        return text.append(f"Kept in {preferences.path()}", "dim")

    def _words(self, name: str, value: object) -> str:
        if name == "theme":
            return self.app.theme
        if value is None:
            return "automatic"
        if isinstance(value, tuple):
            return printable(", ".join(value)) or "none"
        return value if isinstance(value, str) else literal(value)

    def action_go(self) -> None:
        """Edit the selected setting in the editor of its type."""
        if self.selected is not None:
            self._edit(self.selected)

    @work(exclusive=True)
    async def _edit(self, row: PreferenceRow) -> None:
        accepted = await self.app.push_screen_wait(self._editor(row.name, row.value))
        if accepted is not None:
            self._keep(row.name, accepted.value)

    def _editor(self, name: str, now: str) -> Editor:
        field = FIELDS[name]

        def check(text: str) -> Accepted:
            return Accepted(preferences.accept(name, text))

        title = f"{name} · llm-tui"
        if choices := self._choices(name):
            return ChoiceEditor(title, field.help, check, choices, now)
        if field.kind == "list":
            models = preferences.load()[0].favourites
            return TomlEditor(title, field.help, check, literal(models))
        return TextEditor(title, field.help, check, now)

    def _choices(self, name: str) -> Sequence[str]:
        if FIELDS[name].kind == "bool":
            return "true", "false"
        if name == "theme":
            return sorted(self.app.available_themes)
        # The newest release first: it is the one that is wanted most.
        return preferences.choices(name)[::-1]

    def action_switch(self) -> None:
        """Toggle a setting that is true or false."""
        row = self.selected
        if row is None:
            return
        name = row.name
        if FIELDS[name].kind == "bool":
            self._keep(name, not getattr(preferences.load()[0], name))
        else:
            self.notify(f"{name} is not true or false; enter edits it")

    def action_unset(self) -> None:
        """Take the selected setting out of the file, so that the default holds."""
        row = self.selected
        if row is None:
            return
        name = row.name
        if row.written:
            self._change(lambda: preferences.unset(name))
        else:
            self.notify(f"{name} is not set")

    def _keep(self, name: str, value: object) -> None:
        self._change(lambda: preferences.save(name, value))

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except LlmTuiError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self._take_over()

    def _take_over(self) -> None:
        """Show the file as it is now, in its theme."""
        assert isinstance(self.app, ThemedApp)
        self.app.use_theme(preferences.load()[0].theme)
        self._show()

    def action_open_editor(self) -> None:
        """Open the file in the user's editor, and read it again."""
        from llm_tui.tui.external import run_editor

        try:
            # Few editors make the folder of a new file.
            make_private(os.path.dirname(preferences.path()))
        except FileError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        with self.app.suspend():
            failure = run_editor(preferences.path(), None)
        self.refresh(layout=True)
        if failure:
            self.notify(failure, severity="error", markup=False)
        self._take_over()
