"""A user whose screen is pictured, and who knows what the outside world does next."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from llm_tui.tui.app import LlmTui
from tests.pictures.marks import mark
from tests.pictures.recorded import Clock, Workers
from tests.tui.driver import LIMIT, User


class Stage(User):
    """What a scene can do."""

    def __init__(self, app: LlmTui, pilot: Pilot[None], clock: Clock, path: Path) -> None:
        super().__init__(app, pilot)
        self.clock, self.path = clock, path

    async def take(self, name: str) -> None:
        """Take a picture of the screen."""
        await self._mark(name)

    async def show(self, seconds: float, *keys: str) -> None:
        """Press keys, or none, and show what comes of each for some time."""
        for key in keys or ((),):
            await self.press(*([key] if key else []))
            await self._mark(f"{seconds}")

    async def play(self, count: int) -> None:
        """Let each test that runs report its next events; wait for the first one to begin."""
        async with asyncio.timeout(LIMIT):
            while not Workers.connected:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await asyncio.gather(*(worker.play(count) for worker in Workers.connected))
        await self.settle()

    async def play_to_the_end(self, count: int) -> None:
        """Let so many tests report all that they have, those first that began first."""
        done = 0
        async with asyncio.timeout(LIMIT):
            while done < count:
                for worker in Workers.connected[done:]:
                    await worker.play(100)
                    done += 1
                await asyncio.sleep(0.01)

    async def pass_time(self, seconds: float, until: str) -> None:
        """Move the clock, and wait until the screen has seen it."""
        self.clock.now += seconds
        await self.until(until)
        await self.settle()

    def write(self, old: str, new: str) -> None:
        """Change the file as another program would."""
        text = self.path.read_text(encoding="utf-8")
        other = self.path.with_suffix(".new")
        other.write_text(text.replace(old, new), encoding="utf-8")
        other.rename(self.path)

    async def _mark(self, label: str) -> None:
        """Send a mark after all that was drawn."""
        await self.settle()
        driver = self.app._driver
        assert driver is not None
        driver.write(mark(label))
        await self.settle()
