"""A user in front of the screen: presses keys and reads what is there."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.style import Style
from textual.pilot import Pilot

from llm_tui.model.dialects.recognise import DialectSpec, choose
from llm_tui.model.effective.env_file import read_env_file
from llm_tui.tui.app import LlmTui
from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.session import Session

WIDE, NARROW = (120, 40), (80, 24)

LIMIT = 120.0
"""Seconds after which a test gives up waiting for what never comes, also on a busy machine."""


class User:
    """What a person at the keyboard can do and see."""

    def __init__(self, app: LlmTui, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text."""
        names = {" ": "space", ".": "full_stop", "/": "slash", "-": "minus", "_": "underscore"}
        await self.press(*(names.get(char, char) for char in text))

    async def run(self, label: str) -> None:
        """Run a command by its name in the palette."""
        await self.press("ctrl+p")
        await self.type(label)
        await self.press("enter")

    async def replace(self, text: str) -> None:
        """Clear the line that is edited and type another text."""
        await self.press("end", "ctrl+u")
        await self.type(text)

    async def settle(self) -> None:
        """Wait until what was asked for has been drawn."""
        for _ in range(8):
            await self.pilot.pause()
        if self.app._giving is not None:
            # Keys wait for what was opened before them.
            await asyncio.wait({self.app._giving}, timeout=LIMIT)
            await self.pilot.pause()

    async def checked(self) -> None:
        """Wait until problems were looked for, if there is a file to look at, and are shown."""
        await self.settle()
        async with asyncio.timeout(LIMIT):
            while isinstance(self.app.screen, MainScreen) and not self.app.screen.state.checked:
                await self._refreshed()
            await self._refreshed()
        await self.settle()

    async def _refreshed(self) -> None:
        done = asyncio.Event()
        self.app.screen.call_after_refresh(done.set)
        await done.wait()

    async def go_to(self, key: str) -> None:
        """Put the cursor of the settings on a key."""
        await self.press("right", "home")
        for _ in range(60):
            if f" {key} " in self.cursor_line():
                return
            await self.press("down")
        raise AssertionError(f"{key} is not among the settings:\n{self.screen()}")

    async def until(self, text: str, *, beside: str = "") -> None:
        """Wait until a text is on the screen, in a line that holds another one."""
        try:
            async with asyncio.timeout(LIMIT):
                while not self._shows(text, beside):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{text!r} never came:\n{self.screen()}") from None

    def _shows(self, text: str, beside: str) -> bool:
        return any(text in line and beside in line for line in self.screen().splitlines())

    def screen(self) -> str:
        """Everything that is on the screen, line by line."""
        width, height = self.app.size
        console = Console(
            file=io.StringIO(), width=width, height=height, record=True, legacy_windows=False
        )
        screen = self.app.screen
        render = screen._compositor.render_update(
            full=True, screen_stack=self.app._background_screens
        )
        console.print(render)
        return console.export_text(styles=False)

    def line(self, text: str) -> str:
        """The line of the screen that holds a text."""
        for line in self.screen().splitlines():
            if text in line:
                return line
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen()}")

    def notices(self) -> str:
        """The notices that are shown, over a dialog or in a row of the main screen."""
        given = [notice.message for notice in self.app._notifications]
        mains = (one for one in self.app.screen_stack if isinstance(one, MainScreen))
        given += [one.state.notice.text for one in mains if one.state.notice is not None]
        return "\n".join(given)

    def cursor_line(self) -> str:
        """The selected row of the settings."""
        screen = self.app.screen
        assert isinstance(screen, MainScreen)
        assert screen.drawing is not None
        rows = screen.drawing.settings
        y = rows.area.y + screen.host.snapshot.selected_row - rows.first
        return "".join(piece.text for piece in screen.drawing.rows[y])[rows.area.x :]

    def style_of(self, text: str) -> Style:
        """The style of the first thing on the screen that holds a text."""
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                if text in segment.text and segment.style is not None:
                    return segment.style
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen()}")


@asynccontextmanager
async def started(
    path: Path,
    size: tuple[int, int] = WIDE,
    environment: dict[str, str] | None = None,
    *,
    read_only: bool = False,
    wish: DialectSpec | None = None,
    env_file: Path | None = None,
    **own: Any,
) -> AsyncIterator[User]:
    """The program, open on a file; own: the preferences, and the complaints about them."""
    data = path.read_bytes() if path.exists() else b""
    chosen = choose(data, str(path), wish)
    variables = environment or {}
    named = read_env_file(str(env_file), variables) if env_file else None
    if named is not None:
        variables |= named.variables
    session = Session(str(path), chosen, variables, read_only, env_file=named, **own)
    app = LlmTui(session, None if session.is_new else session.read())
    async with app.run_test(size=size) as pilot:
        user = User(app, pilot)
        await user.checked()
        yield user
