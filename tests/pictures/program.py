"""`python -m tests.pictures.program SCENE HOME`: the program in a terminal, playing a scene."""

import asyncio
import os
import shutil
import sys
import traceback
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from llm_tui.tui.output.depth import Depth
from tests.idle import IDLE_WAITS, hand_over
from tests.pictures.marks import END
from tests.pictures.recorded import Clock, outside
from tests.pictures.scenes import SCENES, Scene

if TYPE_CHECKING:
    from llm_tui.tui.session import Session
    from tests.pictures.stage import Stage

SAMPLE = Path(__file__).with_name("config.toml")
SERVED = ("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "o4-mini", "claude-sonnet-4")
"""What the proxy of the sample serves."""

FAILURE = "failure.txt"
"""Where a scene that failed leaves the reason, in the home folder."""

_TERMINALS = {
    Depth.FULL: {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    Depth.INDEXED: {"TERM": "xterm-256color"},
    Depth.BASIC: {"TERM": "xterm"},
    Depth.NONE: {"TERM": "xterm", "NO_COLOR": "1"},
}


def main(name: str, home: Path) -> None:
    """Play a scene in the terminal that this process has."""
    scene = SCENES[name]
    os.environ.clear()
    os.environ.update(HOME=str(home), LANG="C.UTF-8", **_TERMINALS[scene.depth])
    folder = home / "project"
    folder.mkdir()
    os.chdir(folder)
    path = Path("config.toml")
    shutil.copyfile(SAMPLE, path)
    path.chmod(0o600)
    clock = Clock()
    # Before the screen is imported, which takes the clock that it finds.
    clock.install()
    asyncio.run(_play(scene, path, clock))


async def _play(scene: Scene, path: Path, clock: Clock) -> None:
    """Open the screen, and play a scene on it."""
    from textual.pilot import Pilot

    from llm_tui.tui.app import LlmTui
    from llm_tui.tui.commands.open import _prepare_terminal
    from tests.loopback.lists import Lists
    from tests.loopback.server import serving
    from tests.pictures.stage import Stage

    colours = _prepare_terminal()
    session = _session(scene, path)
    app = LlmTui(session, session.read(), has_few_colours=colours in (Depth.NONE, Depth.BASIC))

    async def pilot_it(pilot: Pilot[Any]) -> None:
        error = await _failure_of(scene, Stage(app, pilot, clock, path))
        if error is not None:
            reason = "".join(traceback.format_exception(error))
            Path.home().joinpath(FAILURE).write_text(reason, encoding="utf-8")
        app.exit()

    async with serving(Lists.of(*SERVED)) as server:
        with ExitStack() as stack:
            waits = dict.fromkeys(IDLE_WAITS, hand_over)
            for name, value in {**outside(server.port), **waits}.items():
                stack.enter_context(patch(name, value))
            await app.run_async(auto_pilot=pilot_it)


async def _failure_of(scene: Scene, stage: "Stage") -> BaseException | None:
    """Play a scene to its end, or until it or the program fails; return the reason if so."""

    async def act() -> None:
        await stage.checked()
        await scene.act(stage)
        await stage.take(END)

    acting = asyncio.create_task(act())
    failing: asyncio.Task[Any] = asyncio.create_task(stage.app._exception_event.wait())
    await asyncio.wait({acting, failing}, return_when=asyncio.FIRST_COMPLETED)
    failing.cancel()
    if acting.done():
        return acting.exception()
    acting.cancel()
    return stage.app._exception


def _session(scene: Scene, path: Path) -> "Session":
    """The run of the screen, on a machine whose name is nobody's."""
    from llm_tui.model.dialects.recognise import choose
    from llm_tui.model.store.preferences import Preferences
    from llm_tui.tui.session import Session
    from llm_tui.tui.text.safe_text import Printable, printable

    @dataclass(frozen=True)
    class Example(Session):
        @property
        def place(self) -> Printable:
            return printable(super().place.partition(" @ ")[0] + " @ devbox7")

    preferences = Preferences(theme=scene.theme)
    return Example(str(path), choose(path.read_bytes(), str(path)), {}, preferences=preferences)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
