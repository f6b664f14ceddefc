"""What waits for the screen to have drawn, without sleeping."""

import asyncio

IDLE_WAITS = ("textual.app.wait_for_idle", "textual.pilot.wait_for_idle")
"""Where Textual's pilot sleeps after each key."""


async def hand_over(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Let the loop do what is due: that is enough."""
    for _ in range(5):
        await asyncio.sleep(0)
