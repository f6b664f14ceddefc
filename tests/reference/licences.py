"""The licences of everything that an installation brings, by the packages' own metadata."""

import re
from importlib import metadata
from pathlib import Path

from tests.reference.tables import table

LOCK = Path(__file__).parents[2] / "requirements.txt"
LIST = Path(__file__).parents[2] / "docs" / "licences.md"

_PINNED = re.compile(r"([a-z0-9][a-z0-9.-]*)==")
_ROW = re.compile(r"^\| ([^ ]+) \| (.+) \|$", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "


def licences() -> str:
    """A table of all packages of the lock.

    One that this Python or this system does not need keeps its row.
    """
    known = dict(_ROW.findall(LIST.read_text(encoding="utf-8")))
    rows = [(name, licence(name) or known.get(name, "?")) for name in locked()]
    return table(("package", "licence"), rows)


def locked() -> list[str]:
    """The names of the packages that are pinned for running, but for those of Windows."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    found = (_PINNED.match(line) for line in lines if "win32" not in line)
    return sorted({pinned[1] for pinned in found if pinned})


def licence(name: str) -> str | None:
    """The licence of an installed package; None if it is not installed."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := _field(found, "License-Expression"):
        return expression
    classified = [
        text.rpartition(" :: ")[2]
        for text in found.get_all("Classifier") or []
        if text.startswith(_CLASSIFIER)
    ]
    stated = _field(found, "License").strip()
    if stated == "Dual License":
        return " or ".join(classified)
    # Some packages put the whole text there.
    return stated.partition("\n")[0] or ", ".join(classified)


def _field(found: metadata.PackageMetadata, name: str) -> str:
    return str((found.get_all(name) or [""])[0])
