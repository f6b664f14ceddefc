"""Change the functions of some packages, and count the changes that their tests notice."""

import argparse
import ast
import importlib
import os
import random
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.mutants.changes import Change, changes
from tests.mutants.runner import Module, Runner

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
WANTED = 90
"""Per cent of the changes that can be noticed."""


def main() -> int:
    """Print a table of the packages' modules and the survivors; 0 if enough is noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="+", help="packages or files, such as model/edit")
    parser.add_argument("--tests", nargs="+", default=[], help="default: those beside the rooms")
    parser.add_argument("--sample", type=int, help="try only so many changes, chosen by chance")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()

    modules = [_loaded(path) for room in options.rooms for path in _sources(Path(room))]
    found = [change for module in modules for change in changes(module.path, module.tree)]
    if options.sample:
        found = random.Random(0).sample(found, min(options.sample, len(found)))
    runner = Runner(modules, found, options.workers)
    beside = {f"tests/{os.path.dirname(module.path)}" for module in modules}
    tests = options.tests or sorted(filter(os.path.isdir, beside))
    arguments = ["-qq", "-n0", "--no-summary", "--hypothesis-profile=mutants"]
    if status := pytest.main([*arguments, *tests], plugins=[runner]):
        return int(status)
    return _report(runner.results)


def _sources(room: Path) -> Iterable[Path]:
    return sorted(room.rglob("*.py")) if room.is_dir() else [room]


def _loaded(path: Path) -> Module:
    module = importlib.import_module(".".join(("llm_tui", *path.with_suffix("").parts)))
    file = module.__file__
    assert file is not None
    return Module(str(path), file, ast.parse(path.read_text()))


def _report(results: dict[Change, str]) -> int:
    equivalent = tomllib.loads(EQUIVALENT.read_text())
    table: dict[str, Counter[str]] = {}
    survivors: list[str] = []
    for change, result in sorted(results.items(), key=lambda pair: (pair[0].path, pair[0].line)):
        survives = result in ("survived", "not reached")
        is_equivalent = survives and change.name in equivalent.get(change.path, {})
        if survives and not is_equivalent:
            survivors.append(f"{change.path}:{change.line}: {change.name} ({result})")
        counted = "equivalent" if is_equivalent else result
        table.setdefault(change.path, Counter())[counted] += 1
    table["all"] = sum(table.values(), Counter())
    columns = ("killed", "timeout", "survived", "not reached", "equivalent")
    print(*survivors, "", sep="\n")
    print(f"{'':36}", *(f"{column:>11}" for column in columns), f"{'noticed':>8}")
    for path, counts in table.items():
        print(f"{path:36}", *(f"{counts[column]:11}" for column in columns), _share(counts))
    return int(_noticed(table["all"]) < WANTED)


def _noticed(counts: Counter[str]) -> float:
    """The share of the changes that are noticed, in per cent of those that can be."""
    possible = counts.total() - counts["equivalent"]
    return 100 * (counts["killed"] + counts["timeout"]) / possible if possible else 100.0


def _share(counts: Counter[str]) -> str:
    return f"{_noticed(counts):6.0f} %"


if __name__ == "__main__":
    raise SystemExit(main())
