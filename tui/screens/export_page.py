"""A section as environment variables or as a profile: to read, to copy, to write to a file."""

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.widgets import Static

from llm_tui.model.effective.accepted_input import Accepted
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import FileError, ValueRefusedError
from llm_tui.model.store import storage
from llm_tui.model.switching.export import exported
from llm_tui.model.switching.profiles import FORMAT
from llm_tui.model.toml.keys import Path, section_name, write_header
from llm_tui.tui.screens.dialog import CLOSE, Key
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.screens.value_editors import TextEditor
from llm_tui.tui.text.wording import printable

_TITLES = {
    "docker": "flags for docker run",
    "env": "an env file",
    "shell": "shell commands",
    "json": "JSON",
    "profile": "an LLM profile",
}

KEYS = (
    Key("f", "format"),
    Key("v", "secrets"),
    Key("y", "copy"),
    Key("w", "write a file"),
    CLOSE,
)


class ExportPage(Page):
    """The text in one format after the other, without secrets until they are asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_format", "Format"),
        Binding("v", "reveal", "Secrets"),
        Binding("y", "copy", "Copy"),
        Binding("w", "write", "Write"),
    ]

    def __init__(self, view: Resolution, section: Path) -> None:
        super().__init__(write_header(section), Text(), KEYS)
        self._view = view
        self._section = section
        has_profiles = view.dialect.profile(view.values(section)) is not None
        self._formats = [form for form in _TITLES if form != FORMAT or has_profiles]
        self._reveal = False

    def on_mount(self) -> None:
        """Show the first format."""
        self._show()

    @property
    def _written(self) -> tuple[str, tuple[str, ...]]:
        return exported(self._view, self._section, self._formats[0], reveal=self._reveal)

    def _show(self) -> None:
        content, notes = self._written
        text = Text(f"As {_TITLES[self._formats[0]]}\n\n", "bold")
        text.append("\n".join(map(printable, content.splitlines())) + "\n", "not bold")
        for note in notes:
            text.append(f"\n· {note}", "not bold dim")
        self.query_one(Static).update(text)

    def action_next_format(self) -> None:
        """Show the next format."""
        self._formats = [*self._formats[1:], self._formats[0]]
        self._show()

    def action_reveal(self) -> None:
        """Put the secrets in, or take them out again."""
        self._reveal = not self._reveal
        self._show()

    def action_copy(self) -> None:
        """Send the text to the terminal's clipboard; terminals do not confirm that."""
        self.app.copy_to_clipboard(self._written[0])
        self.notify("Sent to the terminal's clipboard. If it was ignored, w writes a file")

    @work
    async def action_write(self) -> None:
        """Write the text to a new file that only its owner can read."""
        hint = "A new file; only you will be able to read it."
        is_profile = self._formats[0] == FORMAT
        name = f"{section_name(self._section)}.json" if is_profile else "llm.env"
        editor = TextEditor("Write to", hint, _path, name)
        accepted = await self.app.push_screen_wait(editor)
        if accepted is None:
            return
        try:
            storage.write_new(accepted.value, self._written[0].encode())
        except FileError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(f"Written to {accepted.value}", markup=False)


def _path(text: str) -> Accepted:
    import os

    path = os.path.expanduser(text.strip())
    if not path:
        raise ValueRefusedError("a file needs a name")
    if os.path.exists(path):
        raise ValueRefusedError(f"{path} exists already")
    return Accepted(path)
