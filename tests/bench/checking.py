"""How long problems take, beside what OpenHands' own parser takes to read the file.

In time of the processor: a busy machine lets either wait, but makes neither work more.
"""

import time
from collections.abc import Callable, Iterator

import toml

from llm_tui.model.check import Checker
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands import toml_parser
from llm_tui.model.edit import SetValue
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.document import Document
from tests.bench.measure import Result, interleaved
from tests.bench.screen import sections


def results() -> Iterator[Result]:
    """Measure on a file with a thousand sections."""
    text = sections(1000)
    checker = Checker({})
    before = _resolved(text.encode())
    edit = SetValue(("llm", "s500"), "model", "openai/another")
    after = _resolved(edit.apply(before.document).data)
    checker.problems(before)
    views = [after, before]

    def again() -> None:
        views.reverse()
        checker.problems(views[1])

    everything, beside, part = interleaved(
        lambda: _busy(lambda: _everything(text)),
        lambda: _busy(lambda: toml.loads(text)),
        lambda: _busy(again),
    )
    yield Result("all problems of 1,000 sections / toml reads them", everything, beside, 5)
    yield Result("problems after an edit / toml reads the file", part, beside, 0.5)


def _everything(text: str) -> None:
    toml_parser.read.cache_clear()
    Checker({}).problems(_resolved(text.encode()))


def _resolved(data: bytes) -> Resolution:
    view = Resolution(Document(data), dialect("openhands"), {})
    assert not view.read.error
    return view


def _busy(work: Callable[[], object]) -> float:
    """The milliseconds that the processor works."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000
