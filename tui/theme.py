"""The theme of the screen, kept between runs."""

from collections.abc import Collection

from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import preferences
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.typeahead import TypeAhead
from llm_tui.tui.widgets.inks import depth_of, dialog_colours

BASIC, BASIC_THEME = "ansi-", "ansi-dark"
"""How the themes in the terminal's own colours are called, and the one that is the default."""


class ThemedApp(TypeAhead):
    """Starts in a theme, and saves another one that is chosen while it runs."""

    def __init__(self, theme: str | None, *, has_few_colours: bool) -> None:
        """theme: its name; where there is no such theme, and for None, Textual's choice stays.

        has_few_colours: on sixteen colours or none, only Textual's own theme for them is legible.
        """
        super().__init__()
        self._default_theme = self.theme
        if has_few_colours and not str(theme).startswith(BASIC):
            theme = BASIC_THEME
        self.use_theme(theme)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with dialogs that stand out and texts that can be read on them."""
        variables = super().get_css_variables()
        depth = depth_of(self)
        if depth in (Depth.NONE, Depth.BASIC):
            return variables
        return {**variables, **dialog_colours(variables, depth)}

    def use_theme(self, name: str | None) -> None:
        """Show a theme without remembering it; None is Textual's choice."""
        self._known_theme = name if name in self.available_themes else self._default_theme
        self.theme = self._known_theme

    def watch_theme(self, theme: str) -> None:
        """Another one was chosen among the commands."""
        if theme == self._known_theme:
            return
        self._known_theme = theme
        try:
            preferences.save("theme", theme)
        except LlmTuiError as error:
            message = f"The theme was not saved: {error}"
            self.notify(message, severity="warning", markup=False)


def theme_complaints(name: str | None, known: Collection[str]) -> tuple[str, ...]:
    """Complaints about the theme in the preferences."""
    if name is None or name in known:
        return ()
    return (f"{preferences.path()}: there is no such theme; it is ignored",)
