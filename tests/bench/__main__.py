"""`make bench`: medians of interleaved rounds, as ratios, beside what they may be."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import HEADING, Result

from . import asking, checking, keys, picker, screen


def main() -> int:
    """Run all; exit status 1 if a ratio is over its limit."""
    print(HEADING)
    found: list[Result] = []

    def show(result: Result) -> None:
        print(result, flush=True)
        found.append(result)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        # Without its cache Python compiles all of ours in every run, and nothing of its own.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for result in checking.results():
            show(result)
        for part in (screen, keys, picker):
            for result in part.results(Path(folder)):
                show(result)
        asyncio.run(_report_each(show))
    return 0 if all(result.is_within for result in found) else 1


async def _report_each(show: Callable[[Result], None]) -> None:
    async for result in asking.results():
        show(result)


if __name__ == "__main__":
    sys.exit(main())
