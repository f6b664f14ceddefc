"""Builds sdist and wheel: `make dist`.

    python -m tests.package.dist PYTHON OUTPUT

PYTHON has what tests/package/requirements.txt lists. The same commit gives the same bytes: the
archives hold the tracked files with the time of the commit, and neither owner nor umask.
"""

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def build(python: Path, output: Path, root: Path = ROOT) -> list[Path]:
    """Build the sdist, and the wheel from the sdist; returns both."""
    epoch = _git(root, "log", "-1", "--format=%ct").strip()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source")
        export(root, source)
        (sdist,) = _run(python, "--sdist", source, output, epoch)
        normalize(sdist, int(epoch))
        with tarfile.open(sdist) as archive:
            # Python has the filter from 3.11.4 on.
            safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(folder, **safely)
        unpacked = Path(folder, sdist.name.removesuffix(".tar.gz"))
        (wheel,) = _run(python, "--wheel", unpacked, output, epoch)
    return [sdist, wheel]


def export(root: Path, target: Path) -> None:
    """Copy the tracked files."""
    for name in _git(root, "ls-files", "-z").split("\0")[:-1]:
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copy)
        copy.chmod(0o755 if os.access(root / name, os.X_OK) else 0o644)


def normalize(sdist: Path, epoch: int) -> None:
    """Write an sdist again without the times, owners and order of this machine."""
    with tarfile.open(sdist) as archive:
        members = [
            (member, archive.extractfile(member)) for member in archive if not member.isdir()
        ]
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as normal:
            for member, content in sorted(members, key=lambda pair: pair[0].name):
                member.mtime, member.pax_headers = epoch, {}
                member.uid = member.gid = 0
                member.uname = member.gname = ""
                member.mode = 0o755 if member.mode & 0o100 else 0o644
                normal.addfile(member, content)
    sdist.write_bytes(gzip.compress(buffer.getvalue(), mtime=epoch))


def _run(python: Path, kind: str, source: Path, output: Path, epoch: str) -> list[Path]:
    with tempfile.TemporaryDirectory(dir=output) as built:
        subprocess.run(
            [python, "-m", "build", "--no-isolation", kind, "--outdir", built, source],
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, check=True, stdout=subprocess.DEVNULL,
            umask=0o022,
        )  # fmt: skip
        return [path.rename(output / path.name) for path in Path(built).iterdir()]


def _git(root: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", root, *words], capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    for built in build(Path(sys.argv[1]), Path(sys.argv[2])):
        print(built, f"{built.stat().st_size / 1000:.0f} kB")
