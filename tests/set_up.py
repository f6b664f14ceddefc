"""Makes a virtual environment and installs pinned packages, one line on how far it is.

    python tests/set_up.py FOLDER REQUIREMENTS

It runs before anything is installed, so it needs the standard library only. pip's own settings
apply: an index mirror, a proxy and certificates are found where pip finds them.
"""

import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

_REQUIREMENT = re.compile(r"^[A-Za-z0-9][^ ;\\]*==", re.MULTILINE)
_PACKAGE = re.compile(r"^(?:Collecting|Processing|Requirement already satisfied:) (\S+)")
_IGNORED = re.compile(r"^Ignoring \S+: markers")

SHOWN_ON_FAILURE = 15
"""Lines of pip's output; its reason is among the last."""


def pip(folder: Path, requirements: Path) -> list[str]:
    """The command that installs the packages, each compared with its recorded hash."""
    return [
        str(folder / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check",
        "--no-input", "--progress-bar", "off", "--require-hashes", "-r", str(requirements),
    ]  # fmt: skip


def steps(output: Iterator[str], total: int) -> Iterator[str]:
    """What pip does, as its output comes: which of the packages it gets, then that it installs."""
    number = 0
    for line in output:
        if _IGNORED.match(line):
            total -= 1
        elif found := _PACKAGE.match(line):
            number += 1
            name = re.split(r"==|-\d", found[1].rpartition("/")[2])[0]
            yield f"{min(number, total)} of {total}: {name}"
        elif line.startswith("Installing collected packages"):
            yield f"installing {total} packages"


def _kept(output: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines of an output, each also appended to a list."""
    for line in output:
        lines.append(line)
        yield line


class Progress:
    """One line that is written again and again on a terminal; elsewhere every tenth step."""

    def __init__(self, title: str) -> None:
        self._title, self._count = title, 0
        self._on_terminal = sys.stdout.isatty()

    def show(self, step: str) -> None:
        """Show a step in place of the last one."""
        text = f"{self._title}: {step}"
        if self._on_terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{text[:width]:{width}}", end="", flush=True)
        elif self._count % 10 == 0 or not step[0].isdigit():
            print(text, flush=True)
        self._count += 1

    def end(self, step: str) -> None:
        """Show the last step, which stays."""
        self._count = 0
        self.show(step)
        if self._on_terminal:
            print(flush=True)


def main(arguments: list[str]) -> int:
    """Set up the environment; returns an exit status."""
    folder, requirements = Path(arguments[0]), Path(arguments[1])
    progress, start = Progress(f"Setting up {folder}"), time.monotonic()
    if not (folder / "bin" / "python").exists():
        progress.show("a virtual environment")
        venv.create(folder, with_pip=True)
    # A package that is there in two versions, by markers, is ignored in one of them.
    total = len(_REQUIREMENT.findall(requirements.read_text(encoding="utf-8")))
    lines = list[str]()
    with subprocess.Popen(
        pip(folder, requirements), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for step in steps(_kept(process.stdout, lines), total):
            progress.show(step)
    if process.returncode:
        progress.end("pip failed")
        print("".join(lines[-SHOWN_ON_FAILURE:]), end="", file=sys.stderr)
        return 1
    progress.end(f"done in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
