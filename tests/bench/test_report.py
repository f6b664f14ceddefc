"""Figures beside their goals, and the files that they are measured on."""

import importlib
import tomllib

import pytest

from tests.bench import sample
from tests.bench.__main__ import GOALS
from tests.bench.goals import Goal
from tests.bench.measure import p95
from tests.bench.report import Figure, Row, as_data, line


def test_a_ratio_holds_up_to_its_limit() -> None:
    goal = Goal("settled", "ms", "minimal Textual", times=0.65)

    assert goal.holds(65, 100) is True
    assert goal.holds(66, 100) is False
    assert goal.wanted == "≤ 0.65 ×"


def test_an_absolute_goal_needs_nothing_beside_it() -> None:
    goal = Goal("a typed letter", "B", most=60)

    assert goal.holds(60, None) is True
    assert goal.holds(61, None) is False
    assert goal.wanted == "≤ 60 B"


def test_a_figure_without_a_goal_is_neither_good_nor_bad() -> None:
    row = Row(Goal("saving", "ms", "10 sections"), Figure("saving", 8, 2))

    assert row.holds is None
    assert row.ratio == 4
    assert "4.00 ×" in line(row)


def test_what_was_not_measured_says_why() -> None:
    row = Row(Goal("leaving", "ms", "minimal Textual", times=0.1), None, "it hung")

    assert "not measured: it hung" in line(row)
    assert as_data(row)["reason"] == "it hung"
    assert as_data(row)["ours"] is None


def test_every_goal_has_a_name_of_its_own() -> None:
    names = [goal.name for goals in GOALS.values() for goal in goals]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("part", GOALS)
def test_every_part_can_be_measured(part: str) -> None:
    assert importlib.import_module(f"tests.bench.{part}").figures


def test_the_95th_percentile_is_exceeded_by_one_in_twenty() -> None:
    assert p95(range(1, 101)) == 95
    assert p95([7]) == 7


@pytest.mark.parametrize("sections", [10, 1000])
def test_a_sample_file_has_its_sections_and_is_the_same_in_every_run(sections: int) -> None:
    text = sample.config(sections)

    tables = tomllib.loads(text)["llm"]
    assert [name for name in tables if isinstance(tables[name], dict)] == [
        sample.name(number) for number in range(sections)
    ]
    assert tables["base_url"] == sample.VALUE
    assert sample.config(sections) == text
