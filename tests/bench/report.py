"""Figures beside their goals, as a table and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.bench.goals import Goal


class Figure(NamedTuple):
    """A median of ours, and of what is beside it; by the name of its goal."""

    name: str
    ours: float
    beside: float | None = None


class Row(NamedTuple):
    """A goal and its figure, or why there is none."""

    goal: Goal
    figure: Figure | None
    reason: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times what is beside it."""
        return self.figure.ours / self.figure.beside if self.figure and self.figure.beside else None

    @property
    def holds(self) -> bool | None:
        """Is the goal reached? None where nothing is wanted, or nothing was measured."""
        return self.goal.holds(self.figure.ours, self.figure.beside) if self.figure else None


HEADING = f"{'':52} {'ours':>10} {'beside':>10}       ratio       goal"


def line(row: Row) -> str:
    """Return a row of the table."""
    goal, figure = row.goal, row.figure
    if figure is None:
        return f"{goal.name:52} {'not measured: ' + row.reason:>20}"
    beside = "" if figure.beside is None else f"{figure.beside:10,.1f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    verdict = {True: "yes", False: "NO", None: ""}[row.holds]
    columns = f"{figure.ours:10,.1f} {beside:10} {goal.unit:3} {ratio:>8}"
    return f"{goal.name:52} {columns}  {verdict:3} {goal.wanted:14} {goal.beside}".rstrip()


def table(columns: Sequence[str], rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return programs below each other with the medians of each."""
    lines = [f"{'':16}" + "".join(f"{column:>13}" for column in columns)]
    for name, values in rows.items():
        cells = (f"{values[c]:13,.1f}" if c in values else f"{'-':>13}" for c in columns)
        lines.append(f"{name:16}" + "".join(cells))
    return "\n".join(lines)


def as_data(row: Row) -> dict[str, Any]:
    """Return a row for JSON."""
    goal, figure = row.goal, row.figure
    return {
        "name": goal.name,
        "unit": goal.unit,
        "ours": figure and figure.ours,
        "reference": goal.beside or None,
        "beside": figure and figure.beside,
        "ratio": row.ratio,
        "goal": {"times": goal.times, "most": goal.most},
        "holds": row.holds,
        "reason": row.reason or None,
    }
