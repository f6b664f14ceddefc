"""How soon the model picker is there, and how soon it answers a key over all models.

Beside what a full new screen takes: the help page, which holds less and looks nothing up.
"""

from collections.abc import Iterator
from statistics import median

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.model_groups import groups
from llm_tui.model.catalogue.models import catalogue
from llm_tui.model.dialects.known import dialect
from tests.bench.measure import Samples, in_turns
from tests.bench.programs import LARGE, LLM_TUI, opened
from tests.bench.report import Figure
from tests.bench.running import Running
from tests.bench.screen import ESCAPE, HELP, MAIN, PICK_MODEL, PICKER, SHOW_HELP

TYPED = "claude5"
"""Each of its letters leaves fewer models than the one before."""


def figures(rounds: int) -> Iterator[Figure]:
    """Measure in one program, in turns."""
    found = in_turns(rounds, ours=_visit)["ours"]
    beside = median(found["help"])
    yield Figure("model picker, first time", median(found["first"]), beside)
    yield Figure("model picker, again", median(found["again"]), beside)
    yield Figure("a key in the model picker", median(found["key"]), beside)


def _visit() -> Samples:
    with opened(LLM_TUI, LARGE) as running:
        running.started(LLM_TUI.shows)
        # Imported with the first page that is opened.
        _until(running, SHOW_HELP, HELP)
        _until(running, ESCAPE, MAIN)
        first = _until(running, PICK_MODEL, PICKER)
        _until(running, ESCAPE, MAIN)
        helped = _until(running, SHOW_HELP, HELP)
        _until(running, ESCAPE, MAIN)
        again = _until(running, PICK_MODEL, PICKER)
        keys = [_until(running, key, text) for key, text in _answers()]
    return {"first": [first], "help": [helped], "again": [again], "key": keys}


def _until(running: Running, keys: str, text: str) -> float:
    """Return the ms from a key to a text on the screen."""
    begun = running.type(keys)
    appeared = running.wait_for(text)
    running.until_quiet()
    return (appeared - begun) * 1000


def _answers() -> Iterator[tuple[str, str]]:
    """Yield keys, and a text that is on the screen only once the list answers to each."""
    program = dialect("openhands")
    known, typed = catalogue(program.verified_models, program.litellm), ""
    for key in TYPED:
        typed += key
        (found,) = groups(known, Query(typed))
        yield key, f"({len(found.models):,})"
