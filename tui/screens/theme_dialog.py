"""Choosing the theme."""

from textual.theme import BUILTIN_THEMES

from llm_tui.tui.screens.choice_dialog import Choice, ChoiceDialog


class ThemeDialog(ChoiceDialog):
    """Shows the chosen theme at once; the application remembers it."""

    def __init__(self) -> None:
        choices = [Choice(name, name) for name in sorted(BUILTIN_THEMES)]
        super().__init__("Theme", "The colours of the screen.", choices)

    def on_mount(self) -> None:
        """Begin at the theme that is in use."""
        super().on_mount()
        names = [choice.result for choice in self.list.choices]
        now = self.app.theme
        self.list.offer(self.list.choices, names.index(now) if now in names else 0)

    def finish(self, result: str) -> None:
        """Show the theme."""
        self.app.theme = result
        super().finish(result)
