"""The theme of the screen, kept between runs."""

from collections.abc import Collection, Sequence

from textual.filter import LineFilter, NoColor

from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import preferences
from llm_tui.tui.output.depth import FEW
from llm_tui.tui.typeahead import TypeAhead
from llm_tui.tui.widgets.inks import depth_of, dialog_colours
from llm_tui.tui.widgets.rich_colours import RichColours

BASIC, BASIC_THEME = "ansi-", "ansi-dark"
"""How the themes in the terminal's own colours are called, and the one that is the default."""


class ThemedApp(TypeAhead):
    """Starts in a theme, and saves another one that is chosen while it runs."""

    def __init__(self, theme: str | None, *, has_few_colours: bool) -> None:
        """theme: its name; where there is no such theme, and for None, Textual's choice stays.

        has_few_colours: on sixteen colours or none, only Textual's own theme for them is legible.
        """
        self._rich_colours: RichColours | None = None
        super().__init__()
        self._default_theme = self.theme
        if has_few_colours and not str(theme).startswith(BASIC):
            theme = BASIC_THEME
        self.use_theme(theme)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with dialogs that stand out and texts that can be read on them."""
        variables = super().get_css_variables()
        depth = depth_of(self)
        if depth in FEW:
            return variables
        return {**variables, **dialog_colours(variables, depth)}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to the colours of each line that Textual draws.

        Textual decides by the theme that it starts in, and then draws black on black where there
        are no colours.
        """
        if self.no_color:
            return [NoColor()]
        if depth_of(self) in FEW:
            return super().get_line_filters()
        if self._rich_colours is None:
            self._rich_colours = RichColours(self.get_css_variables())
        return [self._rich_colours]

    def use_theme(self, name: str | None) -> None:
        """Show a theme without remembering it; None is Textual's choice."""
        self._known_theme = name if name in self.available_themes else self._default_theme
        self.theme = self._known_theme

    def watch_theme(self, theme: str) -> None:
        """Draw in its colours, and remember it if it was chosen among the commands."""
        self._rich_colours = None
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
