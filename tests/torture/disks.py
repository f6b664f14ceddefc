"""Disks that are really full: of bytes, of files, or for this user."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture.room import Room
from tests.torture.saves import SCENARIOS, Scenario, loss_of, prepare, run
from tests.torture.tally import Tally

PAGE = 4096


def skipped() -> str:
    """The reason why no disk can be made here, if so."""
    if os.geteuid() != 0:
        return "only root can mount a disk"
    with Room() as (config, _):
        try:
            with _mounted(config.parent, "size=64k"):
                return ""
        except OSError:
            return "nothing can be mounted here"


def cases() -> Iterator[tuple[str, Scenario, str, bool]]:
    """The name, the scenario, the options of the disk, and whether the state is on it too."""
    for scenario in SCENARIOS:
        for shares in (False, True):
            where = "with the state" if shares else "alone"
            yield f"no bytes, {scenario.name}, {where}", scenario, "size=256k", shares
            yield f"no files, {scenario.name}, {where}", scenario, "size=256k,nr_inodes=24", shares


def try_out(name: str, scenario: Scenario, options: str, shares: bool, tally: Tally) -> None:
    """Save on a disk with ever more room, and count what came of it."""
    for room in range(9):
        with Room() as (config, output), _mounted(config.parent, options):
            home = config.parent
            (home / "files").mkdir()
            state = home / "state" if shares else output.parent / "state"
            os.environ["XDG_STATE_HOME"] = str(state)
            target = home / "files" / "config.toml"
            prepare(scenario, target)
            _fill(home, room)
            result = run(scenario, target, output, None)
            loss = loss_of(scenario, target, result, output.read_text())
        tally.count(f"{name}, room for {room}", loss)


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[None]:
    mount = shutil.which("mount")
    if mount is None:
        raise FileNotFoundError("mount")
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        raise PermissionError(command)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(folder: Path, room: int) -> None:
    """Use up all bytes and all files but for some."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            size = file.tell()
        file.truncate(max(0, size - room * PAGE))
    made: list[Path] = []
    try:
        while len(made) < 1000:
            made.append(folder / f"filler{len(made)}")
            made[-1].touch()
    except OSError:
        for path in made[-1 - room :]:
            path.unlink(missing_ok=True)
