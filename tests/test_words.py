"""Words that only one place of the project may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOMES = ("model/dialects/openhands/", "model/check/openhands/")
"""Where OpenHands is named: its rules, and the checks that concern only it."""

STILL_EXEMPT = (
    "model/catalogue/",
    "tui/screens/",
    "tui/actions.py",
)
"""Places that still name it; each goes from here as it is changed."""

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("model", "tui")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("name", [n for n in FILES if not n.startswith((*HOMES, *STILL_EXEMPT))])
def test_only_its_own_modules_name_openhands(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if "OpenHands" in line] == []


def test_no_exemption_outlives_its_reason() -> None:
    naming = [name for name in FILES if "OpenHands" in (ROOT / name).read_text(encoding="utf-8")]

    assert [place for place in STILL_EXEMPT if not any(n.startswith(place) for n in naming)] == []
