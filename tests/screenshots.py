"""`make screenshots`: the pictures of the README, taken of the running program."""

import asyncio
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from llm_tui.model.dialects.recognise import choose
from llm_tui.tui.app import LlmTui
from llm_tui.tui.demo.server import start_server
from llm_tui.tui.session import Session
from llm_tui.tui.text.safe_text import Printable, printable
from tests.tui.driver import User

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "screenshots"
SAMPLE = ROOT / "tui" / "demo" / "config.toml"

_PORT = re.compile(r"(127\.0\.0\.1:)(\d+)")
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Example(Session):
    """A file with a name that is nobody's."""

    @property
    def place(self) -> Printable:
        """Where it would be."""
        return printable("~/project/config.toml @ devbox7")


EDIT = [*"jjjjjj", "enter", "end", "ctrl+u"]
"""Down to temperature, open it, and clear the line."""

AT_WORK = "127.0.0.1:4000"
"""Where the sample says that its server is."""

PICTURES: dict[str, tuple[tuple[int, int], list[str]]] = {
    "main": ((120, 40), ["down", "down", "right"]),
    "main-80x24": ((80, 24), ["down", "right"]),
    "ignored": ((120, 40), ["down"] * 6 + ["right"]),
    "editing": ((80, 24), ["down", "right", *EDIT, "3"]),
    "diff": ((80, 24), ["down", "right", *EDIT, "1", "enter", *"hjl", "x", "d"]),
    "test": ((120, 40), ["down", "down", "down", "t", "enter", "until done"]),
    "picker": ((120, 40), ["m", "until serves", *"son45"]),
    "problems": ((120, 40), ["exclamation_mark"]),
    "batch": ((120, 40), ["b", "enter", "until 4 passed"]),
}
"""Size, and keys with texts to wait for between them."""


async def take(name: str, size: tuple[int, int], keys: list[str]) -> None:
    """Press keys on the sample, and keep what is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.toml")
        server = start_server().removeprefix("http://").removesuffix("/v1")
        text = SAMPLE.read_text(encoding="utf-8").replace(AT_WORK, server)
        path.write_text(text, encoding="utf-8")
        session = Example(str(path), choose(path.read_bytes(), None), {})
        app = LlmTui(session, session.read())
        async with app.run_test(size=size) as pilot:
            user = User(app, pilot)
            await user.settle()
            for key in keys:
                if key.startswith("until "):
                    await user.until(key.removeprefix("until "))
                else:
                    await user.press(key)
            picture = app.export_screenshot(title="llm-tui")
            session.journal.discard()
    # Fonts from a network have no place in a picture.
    text = _FONT.sub("", picture).replace(str(path), "config.toml")
    text = _PORT.sub(lambda match: match[1] + "40000"[: len(match[2])], text)
    (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, (size, keys) in PICTURES.items():
        asyncio.run(take(name, size, keys))
        print(f"screenshots/{name}.svg")


if __name__ == "__main__":
    main()
