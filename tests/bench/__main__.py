"""`make bench`: every goal beside its figure.

`python -m tests.bench [NAME …] [--rounds N] [--json FILE]` measures all parts, or those named.
"""

import argparse
import importlib
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench import goals
from tests.bench.report import HEADING, Figure, Row, as_data, line, table

GOALS: Mapping[str, Sequence[goals.Goal]] = {
    "start": goals.START,
    "keys": goals.KEYS,
    "mixed": goals.MIXED,
    "sizes": goals.SIZES,
    "edits": goals.EDITS,
    "commands": goals.COMMANDS,
    "tests": goals.TESTS,
    "picker": goals.PICKER,
    "slow_line": goals.SLOW_LINE,
}
"""What each part measures; a part is the module of its name."""

PEERS = "peers"
PEER_COLUMNS = (
    "first frame",
    "settled",
    "bytes",
    "processor",
    "memory",
    "key bytes",
    "key ms",
    "idle bytes",
    "wake-ups",
    "leaving",
)


def main() -> int:
    """Measure, print, and return 1 if something could not be measured, or lost what was typed."""
    options = _options()
    # Without its cache Python compiles all of ours in every run, and nothing of its own.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parts = options.parts or [*GOALS, PEERS]
    began, rows, peers = time.monotonic(), list[Row](), dict[str, Any]()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(HEADING)
    for part in GOALS:
        if part in parts:
            rows += _measured(part, options.rounds)
    if PEERS in parts:
        peers = _peers((options.rounds + 1) // 2)
    print(f"\n{time.monotonic() - began:.0f} s")
    if options.json:
        figures = [as_data(row) for row in rows]
        found = {"load": os.getloadavg()[0], "rounds": options.rounds, "figures": figures}
        text = json.dumps({**found, "peers": peers}, indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")
    lost = any(row.goal.most == 0 and not row.goal.unit and row.holds is False for row in rows)
    return int(lost or any(row.figure is None for row in rows))


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="NAME", help=", ".join([*GOALS, PEERS]))
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    if unknown := set(options.parts) - {*GOALS, PEERS}:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join([*GOALS, PEERS])}")
    return options


def _measured(part: str, rounds: int) -> list[Row]:
    """Measure one part and print its rows; what fails leaves the others their figures."""
    print(f"\n{part}")
    figures: dict[str, Figure] = {}
    reason = ""
    rows = {goal.name: goal for goal in GOALS[part]}
    try:
        for figure in importlib.import_module(f"tests.bench.{part}").figures(rounds):
            figures[figure.name] = figure
            print(line(Row(rows[figure.name], figure)), flush=True)
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error}"
        print(f"  {reason}", file=sys.stderr)
    found = [
        Row(goal, figures.get(name), "" if name in figures else reason.partition("\n")[0])
        for name, goal in rows.items()
    ]
    for row in found:
        if row.figure is None:
            print(line(row))
    return found


def _peers(rounds: int) -> dict[str, Any]:
    from tests.bench.peers import medians

    print("\nbeside other programs, 80x24: ms, bytes and MB")
    found = list(medians(rounds))
    print(table(PEER_COLUMNS, {name: values for name, values, missing in found if not missing}))
    for name, _, missing in found:
        if missing:
            print(f"{name:16} not measured: {missing}")
    return {name: {**values, "reason": missing or None} for name, values, missing in found}


if __name__ == "__main__":
    sys.exit(main())
