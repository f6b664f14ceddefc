"""`make bench`: medians of interleaved rounds, as ratios, beside what they may be."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from . import asking, checking, keys, screen
from .measure import HEADING, Result


def main() -> int:
    """Run all; exit status 1 if a ratio is over its limit."""
    print(HEADING)
    found: list[Result] = []

    def tell(result: Result) -> None:
        print(result, flush=True)
        found.append(result)

    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = name
        folder = Path(name)
        for result in chain(checking.results(), screen.results(folder), keys.results(folder)):
            tell(result)
        asyncio.run(_tell_each(tell))
    return 0 if all(result.is_within for result in found) else 1


async def _tell_each(tell: Callable[[Result], None]) -> None:
    async for result in asking.results():
        tell(result)


if __name__ == "__main__":
    sys.exit(main())
