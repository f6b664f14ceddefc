"""A key in a file of many sections, each with a problem, costs what it costs in one of a few."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from llm_tui.model.toml.keys import BASE
from llm_tui.tui.drawing.screen import Scroll, draw
from llm_tui.tui.state.cursor import STEPS, moved
from llm_tui.tui.state.owner import StateOwner
from llm_tui.tui.state.state import Place
from tests.tui.state.owned import owner_of

FEW, MANY = 30, 1000

SLACK = 300
"""Lines: texts and numbers differ in their lengths."""


def lines_run(work: Callable[[], None]) -> int:
    """Count the lines of Python that it runs, each as often as it runs."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("place", [Place.SECTIONS, Place.SETTINGS])
def test_a_key_runs_no_more_lines(config: Path, place: Place) -> None:
    counts = []
    for sections in (FEW, MANY):
        named = "".join(f"[llm.s{number:04}]\nunknown_key = 1\n" for number in range(sections))
        owner, _, _ = owner_of(config, f"[llm]\nmodel = 'gpt-4o'\n{named}", checked=True)
        last = (*BASE, f"s{sections - 1:04}")
        owner.update(replace(owner.state, section=last, place=place))
        press_up(owner)
        counts.append(lines_run(partial(press_up, owner)))

    assert counts[1] < counts[0] + SLACK


def press_up(owner: StateOwner) -> None:
    owner.update(moved(owner.state, owner.snapshot, STEPS["up"], page=1))
    draw(owner.snapshot, 80, 24, Scroll())
