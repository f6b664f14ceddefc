"""`python -m tests.supply.start_files`: is there code in the environment that every start runs?

A line of a `.pth` file that begins with `import` is run at every start of Python, and so are the
modules `sitecustomize` and `usercustomize`: an attacked package needs no more than that, and no
child process protects from it. The hashes of the lock say what a package may bring; this says that
nothing else has come, and that no package brings such a file unnoticed.
"""

import re
import sys
import sysconfig
from collections.abc import Collection, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")

OWN = "llm-tui"
EXPECTED = {
    "setuptools": re.compile(r"distutils-precedence\.pth"),
    OWN: re.compile(r"__editable__\.llm_tui-[0-9.]+\.pth"),
}
"""The packages that may bring such a file, and its name."""

_CUSTOM = re.compile(r"(?:sitecustomize|usercustomize)(?:\.py|\..*\.(?:so|pyc))?")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def locked(lock: str) -> frozenset[str]:
    """The names of the packages in a lock."""
    return frozenset(map(_plain, _LOCKED.findall(lock)))


def complaints(folder: Path, names: Collection[str]) -> Iterator[str]:
    """What is wrong with the start files in a folder of packages.

    names: the packages that are locked.
    """
    owners = _owners(folder)
    for path in sorted(folder.iterdir()):
        if path.suffix != ".pth" and not _CUSTOM.fullmatch(path.name):
            continue
        owner = owners.get(path.name)
        if owner is None:
            yield f"{path}: no package owns it, and every start of Python runs it"
        elif owner != OWN and owner not in names:
            yield f"{path}: {owner} owns it, which is not locked"
        elif owner not in EXPECTED or not EXPECTED[owner].fullmatch(path.name):
            yield f"{path}: {owner} has not brought such a file before; read it"


def _owners(folder: Path) -> dict[str, str]:
    """The package that owns each file directly in a folder."""
    found: dict[str, str] = {}
    for package in distributions(path=[str(folder)]):
        name = _plain(_name(package))
        found |= {file.name: name for file in package.files or () if len(file.parts) == 1}
    return found


def _name(package: Distribution) -> str:
    return str(package.metadata["Name"])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Check the environment that runs this; exit status 1 with a line for each complaint."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    names = locked("".join(lock.read_text(encoding="utf-8") for lock in LOCKS))
    found = [complaint for folder in sorted(folders) for complaint in complaints(folder, names)]
    print("\n".join(found or ["no unexpected file that every start of Python runs"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
