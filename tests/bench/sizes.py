"""Files of ten, a thousand and ten thousand sections."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from tests.bench import sample
from tests.bench.measure import Samples, in_turns
from tests.bench.programs import LLM_TUI, SMALL, opened
from tests.bench.report import Figure
from tests.bench.running import Output
from tests.bench.screen import CLEAR, DOWN, ENTER, HOME, RIGHT, SAVE, TO_VALUE

LARGE = (1000, 10_000)
PRESSED = sample.SECTIONS - 1


def figures(rounds: int) -> Iterator[Figure]:
    """Measure each beside the file of ten."""
    counts = {str(count): count for count in (sample.SECTIONS, *LARGE)}
    texts = {name: sample.config(count) for name, count in counts.items()}
    found = in_turns(rounds, **{name: partial(_visit, text) for name, text in texts.items()})
    ten = found[str(sample.SECTIONS)]
    for count in LARGE:
        many = found[str(count)]
        for name, key in (
            (f"settled, {count:,} sections", "settled"),
            (f"another section of {count:,}, last byte", "section"),
            (f"another key of {count:,} sections, last byte", "setting"),
            (f"a value entered, {count:,} sections, first byte", "entered"),
            (f"saving {count:,} sections, first byte", "saved"),
        ):
            yield Figure(name, median(many[key]), median(ten[key]))


def _visit(text: str) -> Samples:
    with opened(LLM_TUI, SMALL, text) as running:
        settled = running.started(LLM_TUI.shows).settled
        sections = [_last(running.press(DOWN)) for _ in range(PRESSED)]
        running.press(RIGHT + HOME)
        settings = [_last(running.press(DOWN)) for _ in range(PRESSED)]
        running.press(TO_VALUE)
        running.press(ENTER)
        running.press(CLEAR + "http://other.lan/v1")
        entered, saved = running.press(ENTER).first, running.press(SAVE).first
    assert entered is not None
    assert saved is not None
    return {
        "settled": [settled * 1000],
        "section": sections,
        "setting": settings,
        "entered": [entered * 1000],
        "saved": [saved * 1000],
    }


def _last(output: Output) -> float:
    assert output.last is not None
    return output.last * 1000
