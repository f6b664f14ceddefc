"""Rows that are drawn directly leave the same screen as Textual's own drawing of everything."""

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from rich.console import Console, RenderableType
from textual._compositor import CompositorUpdate

from llm_tui.tui.app import LlmTui
from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.output.cells import Cells, DrawnRow
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.private import is_held_back, pieces, placed_strips
from llm_tui.tui.output.terminfo import Abilities
from llm_tui.tui.state.action import MENU_KEY
from tests.tui.driver import User, started
from tests.tui.output.emulator import Emulator

NO_WRAP = "\x1b[?7l"
TEXT = """\
[llm]
model = "gpt-4o-漢字"
api_key = "sk-base-000000000003f9a"
caching_prompt = true

[llm.cheap]
temperature = 0.5
custom_llm_provider = "한글 e\u0301 🙂"

[llm."漢字漢字漢字漢字漢字漢字漢字"]
model = "o3"
max_tokens = 5

[llm.good]
model = "✓ ▌ ─"
"""
MOVES = ("down", "up", "j", "k", "right", "left", "tab", "pagedown", "pageup", "home", "end", "G")
OPENING = (
    *("enter", "slash", "question_mark", "exclamation_mark", "comma", "i", "d", "n", "dollar_sign"),
    *(MENU_KEY, MENU_KEY, "E", "R", "equals_sign", "M", "plus", "c", "X", "p"),
)
CHANGING = ("x", "z", "y", "space", "a", "v", "u", "f", "r", "1", "w", "backspace", "delete")
KEYS = (*MOVES * 3, *OPENING, *CHANGING, *("escape",) * 12)
"""No test, no question to an endpoint, no other program, and no end."""


class Terminal:
    """Takes what an app draws as the driver of cells does, and shows it."""

    def __init__(self, app: LlmTui, size: tuple[int, int]) -> None:
        self._app = app
        self.screen = Emulator(*size)
        self._cells, self._shown = Cells(*size), Shown(Abilities(True, True))
        self.screen.feed(NO_WRAP)
        self.rows_painted = 0

    def draw(self, update: RenderableType) -> None:
        if not is_held_back(self._app):  # type: ignore[arg-type]
            for x, y, strip in placed_strips(update):
                self._cells.put(x, y, pieces(strip, self._app.console))

    def draw_rows(self, rows: Iterable[tuple[int, DrawnRow]]) -> None:
        for y, row in rows:
            self.rows_painted += 1
            self._cells.put(0, y, row)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.screen.feed(NO_WRAP)
        self._cells = self._cells.resized(width, height)
        self._shown.forget()

    def send(self) -> None:
        self.screen.feed(self._shown.show(self._cells))


def drawn_by_textual(app: LlmTui) -> Emulator:
    """A screen on which Textual has drawn everything anew."""
    width, height = app.size
    console = Console(
        file=io.StringIO(), color_system="truecolor", force_terminal=True, legacy_windows=False
    )
    screen = Emulator(width, height)
    screen.feed(NO_WRAP)
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, CompositorUpdate)
    screen.feed(update.render_segments(console))
    return screen


async def attached(user: User, size: tuple[int, int]) -> Terminal:
    """A terminal that shows the app from now on."""
    terminal = Terminal(user.app, size)
    user.app._driver.draw = terminal.draw  # type: ignore[union-attr]
    user.app._driver.draw_rows = terminal.draw_rows  # type: ignore[union-attr]
    user.app.screen.refresh(layout=True)
    await user.settle()
    return terminal


def happen_below(app: LlmTui, random: Random) -> None:
    """Change what the main screen shows, as a test or a check does, whatever lies over it."""
    (main,) = (screen for screen in app.screen_stack if isinstance(screen, MainScreen))
    rows = main.host.snapshot.tree.rows
    main.host.notify("漢字 ✓ "[: random.randint(1, 6)])
    if rows:
        main.host.update(replace(main.state, section=random.choice(rows).path))


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_at_random_sizes_leave_the_same_screen(
    config: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    random = Random(seed)
    config.write_text(TEXT, encoding="utf-8")
    size = (random.randint(30, 130), random.randint(8, 40))
    async with started(config, size) as user:
        terminal = await attached(user, size)
        pressed: list[str] = []
        for _ in range(120):
            if random.random() < 0.04:
                size = (random.randint(30, 130), random.randint(8, 40))
                terminal.resize(*size)
                await user.pilot.resize_terminal(*size)
                pressed.append(f"{size}")
            if random.random() < 0.2:
                happen_below(user.app, random)
            keys = random.choices(KEYS, k=random.choice((1, 1, 1, 4)))
            pressed += keys
            await user.press(*keys)
            assert await differences(user, terminal) == [], pressed[-12:]

    assert terminal.rows_painted > 100


async def differences(user: User, terminal: Terminal) -> list[object]:
    """Cells that Textual draws otherwise, once nothing waits to be drawn any more."""
    found: list[object] = []
    for _ in range(5):
        terminal.send()
        expected = drawn_by_textual(user.app).cells()
        found = [
            ((x, y), one, other)
            for y, rows in enumerate(zip(expected, terminal.screen.cells(), strict=True))
            for x, (one, other) in enumerate(zip(*rows, strict=True))
            if one != other
        ]
        if not found:
            break
        await user.settle()
    return found
