"""An edit in a large file, and its problems, beside what parsers take to read it."""

import tomllib
from collections.abc import Callable, Iterator
from functools import partial

import toml

from llm_tui.model.check import Checker
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands import toml_parser
from llm_tui.model.edit import SetValue
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.store.history import History
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.document import Document
from tests.bench import sample
from tests.bench.measure import interleaved, milliseconds, processor_milliseconds
from tests.bench.report import Figure


def figures(rounds: int) -> Iterator[Figure]:
    """Measure in this process."""
    for count in (1000, 10_000):
        text = sample.config(count)
        ours, beside = interleaved(
            rounds,
            partial(milliseconds, _editing(text, sample.name(count // 2))),
            partial(milliseconds, partial(tomllib.loads, text)),
        )
        yield Figure(f"edit applied, verified, re-checked, {count:,} sections", ours, beside)
    yield from _problems(sample.config(1000), rounds)


def _editing(text: str, section: str) -> Callable[[], None]:
    """Return what the screen derives at once from an edit, each time of another value."""
    history = History.of(Document(text.encode()))
    checker = Checker({})
    checker.problems(_resolved(history.document))
    times = 0

    def edit() -> None:
        nonlocal times
        times += 1
        after = history.apply(SetValue(("llm", section), "model", f"openai/model-{times}"))
        changed_paths(after.saved, after.document)
        checker.problems(_resolved(after.document))

    return edit


def _problems(text: str, rounds: int) -> Iterator[Figure]:
    checker = Checker({})
    before = _resolved(Document(text.encode()))
    edit = SetValue(("llm", sample.name(500)), "model", "openai/another")
    views = [before, _resolved(edit.apply(before.document))]
    checker.problems(before)

    def again() -> None:
        views.reverse()
        checker.problems(views[0])

    everything, part, beside = interleaved(
        rounds,
        partial(processor_milliseconds, partial(_everything, text)),
        partial(processor_milliseconds, again),
        partial(processor_milliseconds, partial(toml.loads, text)),
    )
    yield Figure("all problems of 1,000 sections, processor", everything, beside)
    yield Figure("problems after an edit of 1,000 sections, processor", part, beside)


def _everything(text: str) -> None:
    toml_parser.read.cache_clear()
    Checker({}).problems(_resolved(Document(text.encode())))


def _resolved(document: Document) -> Resolution:
    view = Resolution(document, dialect("openhands"), {})
    assert not view.read.error
    return view
