"""How soon the picker is there, and how soon it answers a key over all models.

Measured in a terminal, from the key to the text on it, beside what a full new screen takes: the
help page, which holds less and looks nothing up.
"""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.model_groups import groups
from llm_tui.model.catalogue.models import catalogue
from tests.bench.measure import ROUNDS, Result
from tests.bench.screen import ENVIRONMENT, PROGRAM
from tests.tui.terminal import Terminal

CONFIG = '[llm]\nmodel = "openai/first-model"\nbase_url = "http://127.0.0.1:9/v1"\n'
TYPED = "claude5"
"""Each of its letters leaves fewer models than the one before."""
ESCAPE = "\x1b"
HELP, MAIN = "Edit the selected value", "Effective value"


def until(terminal: Terminal, keys: str, text: str) -> float:
    """Milliseconds from a key to a text on the screen."""
    begin = time.perf_counter()
    terminal.press(keys)
    terminal.wait_for(text)
    return (time.perf_counter() - begin) * 1000


def answers() -> Iterator[tuple[str, str]]:
    """Keys to type, and a text that is on the screen only once the list answers to each."""
    typed = ""
    for key in TYPED:
        typed += key
        (found,) = groups(catalogue(frozenset()), Query(typed))
        yield key, f"{found.title} ({len(found.models):,})"


def results(folder: Path) -> Iterator[Result]:
    """Measure with a file in a folder."""
    path = folder / "picker.toml"
    path.write_text(CONFIG, encoding="utf-8")
    helps: list[float] = []
    first: list[float] = []
    later: list[float] = []
    keys: list[float] = []
    for _ in range(ROUNDS):
        with Terminal([PROGRAM, str(path)], ENVIRONMENT, (120, 40)) as terminal:
            terminal.wait_for("here :2")
            until(terminal, "?", HELP)
            until(terminal, ESCAPE, MAIN)
            first.append(until(terminal, "m", "Known to litellm"))
            until(terminal, ESCAPE, MAIN)
            helps.append(until(terminal, "?", HELP))
            until(terminal, ESCAPE, MAIN)
            later.append(until(terminal, "m", "Known to litellm"))
            keys += [until(terminal, key, text) for key, text in answers()]
    beside = statistics.median(helps)
    yield Result("picker, first time / help page", statistics.median(first), beside, 3)
    yield Result("picker / help page", statistics.median(later), beside, 3)
    # The help page takes about two frames to open, 33 ms.
    yield Result("a key in the picker / help page", statistics.median(keys), beside, 1)
