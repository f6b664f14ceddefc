"""The hostile cases, chosen by what they reach.

atheris turns bytes into cases, and keeps bytes that reach a line of the model that none reached
before. It runs in a process of its own, which is told how long to go on: it ends that itself.
"""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

from tests.torture.tally import Tally

ATHERIS = Path(".venv-atheris")
"""Where `make torture` installs it: what the program needs has no fuzzer among it."""

_DONE = re.compile(r"^stat::number_of_executed_units: (\d+)$", re.MULTILINE)
_LOST = re.compile(r"^lost ([0-9a-f]*): (.*)$", re.MULTILINE)
_MOST_BYTES = 1024


class BytesAsChance(random.Random):
    """Chance whose bits are given, one after the other; zeros when there are no more."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data, self._used = data, 0

    def getrandbits(self, count: int, /) -> int:
        """The next bits."""
        size = (count + 7) // 8
        part = self._data[self._used : self._used + size].ljust(size, b"\0")
        self._used += size
        return int.from_bytes(part, "big") >> (8 * size - count)

    def random(self) -> float:
        """A number from 0 to 1, of the next bits."""
        return self.getrandbits(16) / (1 << 16)


def replay(name: str, data: str) -> None:
    """Try one case again, by the bytes in hexadecimal digits that its loss names."""
    from tests.torture import fuzz

    fuzz.KINDS[name](BytesAsChance(bytes.fromhex(data)))


def skipped() -> str:
    """The reason why there are no cases, if so."""
    return "" if _folder() else "atheris is not installed; make torture does so where it can"


def run(name: str, seconds: float, seed: int) -> Tally:
    """Try cases of a kind for some seconds."""
    tally = Tally(f"hostile {name}, by coverage", skipped=skipped())
    if tally.skipped:
        return tally
    options = [f"-max_total_time={max(1, int(seconds))}", f"-seed={seed}", "-print_final_stats=1"]
    result = subprocess.run(
        [sys.executable, "-m", "tests.torture.coverage_guided", name, *options],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONPATH": _folder()},
        timeout=seconds + 600,
    )
    lost = _LOST.findall(result.stdout)
    for data, loss in lost:
        tally.count(data, loss)
    if done := _DONE.search(result.stderr):
        tally.cases = int(done[1])
    else:
        tally.count("the run", f"it ended with {result.returncode}: {result.stderr[-500:]}")
    return tally


def _folder() -> str:
    found = ATHERIS.glob("lib/*/site-packages/atheris")
    return next((str(path.parent.absolute()) for path in found), "")


def _fuzz(name: str, options: list[str]) -> None:
    """Let libFuzzer call the cases of a kind. Does not return."""
    import atheris

    found: set[str] = set()
    with atheris.instrument_imports(include=["llm_tui.model"]):
        # Imported here, like whatever the first case that needs it imports: that follows its lines.
        from tests.torture import fuzz

        def case(data: bytes) -> None:
            try:
                fuzz.KINDS[name](BytesAsChance(data))
            except Exception as error:  # noqa: BLE001
                loss = f"{type(error).__name__}: {str(error)[:200]!r}"
                if loss not in found:
                    found.add(loss)
                    print(f"lost {data.hex()}: {loss}", flush=True)

        words = [sys.argv[0], f"-max_len={_MOST_BYTES}", "-len_control=0", "-rss_limit_mb=0"]
        atheris.Setup([*words, *options], case)
        atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], sys.argv[2:])
