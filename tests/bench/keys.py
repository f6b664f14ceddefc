"""Keys: their bytes, and the time until the last of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

from tests.bench.measure import Samples, in_turns, p95
from tests.bench.programs import LARGE, LLM_TUI, MINIMAL, SMALL, Program, opened
from tests.bench.report import Figure
from tests.bench.running import Size
from tests.bench.screen import KEYS, KEYS_WITHOUT_HELP, MINIMAL_KEYS, Step

SIZES = {"80x24": SMALL, "120x40": LARGE}


def visit(program: Program, size: Size, steps: Sequence[Step], text: str = "") -> Samples:
    """Return bytes, first and last ms, writes and cells of each named step."""
    found: dict[str, list[float]] = defaultdict(list)
    with opened(program, size, text) as running:
        running.started(program.shows)
        for step in steps:
            for _ in range(step.times):
                output = running.hold(step.key, step.held, step.pause)
                found[f"{step.name} bytes"].append(output.size)
                found[f"{step.name} writes"].append(output.writes)
                found[f"{step.name} cells"].append(output.cells)
                if output.first is not None and output.last is not None:
                    found[f"{step.name} first"].append(output.first * 1000)
                    found[f"{step.name} last"].append(output.last * 1000)
    return found


def figures(rounds: int) -> Iterator[Figure]:
    """Measure llm-tui beside the minimal program, at both sizes."""
    found = in_turns(
        rounds,
        **{f"ours {name}": partial(visit, LLM_TUI, size, KEYS) for name, size in SIZES.items()},
        **{
            f"minimal {name}": partial(visit, MINIMAL, size, MINIMAL_KEYS)
            for name, size in SIZES.items()
        },
        help_stays=partial(visit, LLM_TUI, SMALL, KEYS_WITHOUT_HELP),
    )
    for name in SIZES:
        ours, minimal = found[f"ours {name}"], found[f"minimal {name}"]
        yield from _bytes(name, ours, minimal)
    yield from _times(found["ours 80x24"], found["minimal 80x24"], found["help_stays"])


def _bytes(size: str, ours: Samples, minimal: Samples) -> Iterator[Figure]:
    for name, key in (
        ("another section", "section"),
        ("another key with its help", "setting"),
        ("focus", "focus"),
    ):
        beside = median(minimal[f"{key} bytes"])
        yield Figure(f"{name}, {size}", median(ours[f"{key} bytes"]), beside)
    for name, key in (("opening an editor", "editor"), ("a typed letter", "letter")):
        yield Figure(f"{name}, {size}", median(ours[f"{key} bytes"]))


def _times(ours: Samples, minimal: Samples, help_stays: Samples) -> Iterator[Figure]:
    yield Figure(
        "another key where the help stays, 80x24",
        median(help_stays["setting bytes"]),
        median(minimal["setting bytes"]),
    )
    writes = median(ours["section writes"]), median(minimal["section writes"])
    yield Figure("writes for another section", *writes)
    tree_key = minimal["section last"]
    for name, times in (
        ("another key where the help stays", help_stays["setting last"]),
        ("another key with its help", ours["setting last"]),
        ("another section", ours["section last"]),
    ):
        yield Figure(f"{name}, last byte p50", median(times), median(tree_key))
        yield Figure(f"{name}, last byte p95", p95(times), p95(tree_key))
    lag = median(ours["held last"]), median(minimal["held last"])
    yield Figure("a key held at 33/s, lag after the last", *lag)
