"""The details of the selected row, and the banner for an ignored section or file."""

from textual.markup import escape
from textual.widgets import Static

from llm_tui.tui.state.snapshot import DetailView
from llm_tui.tui.widgets.styled_lines import styled


class Detail(Static):
    """Draws the lines, and is higher while they begin with a problem."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._view: DetailView | None = None

    def show(self, view: DetailView) -> None:
        """Draw another row; nothing where it is the same."""
        if view is self._view:
            return
        self._view = view
        self.set_class(view.is_problem, "-problem")
        self.border_title = escape(view.title) if view.title else None
        self.border_subtitle = escape(view.subtitle) if view.subtitle else None
        self.update(styled(view.lines), layout=False)


class Banner(Static):
    """The reason why the file or the section is ignored; hidden while it is not."""

    DEFAULT_CSS = """
    Banner {
        display: none; height: auto; padding: 0 1; background: $error 30%;
        &.shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="banner", markup=False)
        self._shown = ""

    def show(self, text: str) -> None:
        """Draw another text; nothing where it is the same."""
        if text != self._shown:
            self._shown = text
            self.set_class(bool(text), "shown")
            self.update(text)
