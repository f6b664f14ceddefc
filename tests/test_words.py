"""Words that only one place of the project may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOMES = ("model/dialects/openhands/", "model/check/openhands/")
"""Where OpenHands is named: its rules, and the checks that concern only it."""

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("model", "tui")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("name", [n for n in FILES if not n.startswith(HOMES)])
def test_only_its_own_modules_name_openhands(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if "OpenHands" in line] == []
