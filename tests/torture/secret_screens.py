"""Every action of the screen on a file with fifteen keys in it: none is drawn."""

from pathlib import Path

from textual.widgets import Input

from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.state.action_table import ACTIONS
from tests.torture.planted import ENVIRONMENT, Search
from tests.torture.tally import Tally
from tests.tui.driver import User, started

ELSEWHERE = {"open_editor", "leave", "send", "reveal"}
"""Actions that end the program or start another one, that `test` does, or that show a key."""

SECTIONS = 5


async def try_out(
    config: Path, env_file: Path, ways: tuple[tuple[int, int], str], tally: Tally, search: Search
) -> None:
    """Look at all values and their editors, and do all that the screen can do.

    ways: the size of the screen, and what is shown once a test has got its answer.
    """
    size, answer = ways
    async with started(config, size, dict(ENVIRONMENT), env_file=env_file) as user:
        look = Look(user, f"{size[0]}x{size[1]}", tally, search)
        for action in ACTIONS:
            if action.name not in ELSEWHERE:
                await do(look, action.name, answer)
    async with started(config, size, dict(ENVIRONMENT), env_file=env_file) as user:
        look = Look(user, f"{size[0]}x{size[1]}", tally, search)
        for _ in range(SECTIONS):
            await _walk(look)
            await user.press("left", "down")


class Look:
    """Counts what is on the screen."""

    def __init__(self, user: User, where: str, tally: Tally, search: Search) -> None:
        self.user, self._where, self._tally, self.search = user, where, tally, search

    def at(self, what: str) -> None:
        """Search the screen, its notices, and the title."""
        seen = f"{self.user.screen()}\n{self.user.notices()}\n{self.user.app.title}"
        self._tally.count(f"{self._where}, {what}", self.search.hits(seen))


async def _walk(look: Look) -> None:
    """Go through all keys, open the editor of each, and leave it."""
    user = look.user
    await user.press("right", "home")
    before = ""
    while user.cursor_line() != before:
        before = user.cursor_line()
        look.at(before)
        await user.press("enter")
        look.at(f"editor of {before}")
        await _leave(user)
        await user.press("down")


async def do(look: Look, name: str, answer: str) -> None:
    user = look.user
    assert isinstance(user.app.screen, MainScreen)
    user.app.screen.host.perform(name)
    await user.checked()
    look.at(name)
    if name == "test":
        await user.press("enter")
        await user.until(answer)
    await user.press("down")
    look.at(f"{name}, and a key")
    await _leave(user)


async def _leave(user: User) -> None:
    """Back to the main screen, whatever is over it."""
    for _ in range(6):
        if isinstance(user.app.screen, MainScreen) and not isinstance(user.app.focused, Input):
            break
        await user.press("escape")
