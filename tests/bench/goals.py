"""Everything that is measured, and what it should be: one row for each figure."""

from typing import NamedTuple


class Goal(NamedTuple):
    """A figure's name, and the most that it should be, if anything is wanted of it."""

    name: str
    unit: str
    beside: str = ""
    """What it is compared with in the same run."""
    times: float | None = None
    """At most so many times what is beside it."""
    most: float | None = None
    """At most so much, in its unit."""

    def holds(self, ours: float, beside: float | None) -> bool | None:
        """Is it reached? None where nothing is wanted."""
        limits = [] if self.most is None else [self.most]
        if self.times is not None and beside is not None:
            limits.append(self.times * beside)
        return all(ours <= limit for limit in limits) if limits else None

    @property
    def wanted(self) -> str:
        """The goal in words; empty where there is none."""
        times = "" if self.times is None else f"≤ {self.times:g} ×"
        most = "" if self.most is None else f"≤ {self.most:g} {self.unit}"
        return ", ".join(filter(None, (times, most)))


_MINIMAL = "minimal Textual"
_TREE_KEY = "minimal Textual's tree key"
_IMPORTS = "import argparse, tomllib"
_TEN = "10 sections"
_HELP = "help page"

START = (
    Goal("bytes until settled, 80x24", "B", _MINIMAL, 0.18),
    Goal("bytes until settled, 120x40", "B", _MINIMAL, 0.18),
    Goal("first frame with real values", "ms", _MINIMAL, 0.9),
    Goal("settled", "ms", _MINIMAL, 0.65),
    Goal("processor until settled", "ms", _MINIMAL),
    Goal("memory of the screen's process", "MB", _MINIMAL, 1.0),
    Goal("idle: bytes a second", "B", _MINIMAL, most=0),
    Goal("idle: wake-ups a second", "", _MINIMAL, most=0.1),
    Goal("leaving", "ms", _MINIMAL, 0.1),
    Goal("keys lost before the first frame", "", most=0),
)

KEYS = (
    Goal("another section, 80x24", "B", _MINIMAL, most=400),
    Goal("another section, 120x40", "B", _MINIMAL, most=500),
    Goal("another key with its help, 80x24", "B", _MINIMAL, most=500),
    Goal("another key with its help, 120x40", "B", _MINIMAL, most=500),
    Goal("another key where the help stays, 80x24", "B", _MINIMAL, most=160),
    Goal("focus, 80x24", "B", _MINIMAL, most=300),
    Goal("focus, 120x40", "B", _MINIMAL, most=300),
    Goal("opening an editor, 80x24", "B", most=600),
    Goal("opening an editor, 120x40", "B", most=600),
    Goal("a typed letter, 80x24", "B", most=60),
    Goal("a typed letter, 120x40", "B", most=60),
    Goal("writes for another section", "", _MINIMAL, most=1),
    Goal("another key where the help stays, last byte p50", "ms", _TREE_KEY, 1.0),
    Goal("another key where the help stays, last byte p95", "ms", _TREE_KEY, 1.0),
    Goal("another key with its help, last byte p50", "ms", _TREE_KEY, 1.3),
    Goal("another key with its help, last byte p95", "ms", _TREE_KEY, 1.3),
    Goal("another section, last byte p50", "ms", _TREE_KEY, 2),
    Goal("another section, last byte p95", "ms", _TREE_KEY, 2),
    Goal("a key held at 33/s, lag after the last", "ms", _MINIMAL, 0.25),
)

MIXED = (
    Goal("bytes per changed cell, 200 mixed keys, 80x24", "B", _MINIMAL, most=3.5),
    Goal("bytes per changed cell, 200 mixed keys, 120x40", "B", f"{_MINIMAL}, 80x24", most=3.5),
)

SIZES = (
    Goal("settled, 1,000 sections", "ms", _TEN, 1.3),
    Goal("settled, 10,000 sections", "ms", _TEN, 4),
    Goal("another section of 1,000, last byte", "ms", _TEN, 1.0),
    Goal("another section of 10,000, last byte", "ms", _TEN, 1.0),
    Goal("another key of 1,000 sections, last byte", "ms", _TEN, 1.0),
    Goal("another key of 10,000 sections, last byte", "ms", _TEN, 1.0),
    Goal("a value entered, 1,000 sections, first byte", "ms", _TEN),
    Goal("a value entered, 10,000 sections, first byte", "ms", _TEN),
    Goal("saving 1,000 sections, first byte", "ms", _TEN),
    Goal("saving 10,000 sections, first byte", "ms", _TEN),
)

_TOMLLIB, _TOML = "tomllib reads the file", "toml reads the file"
EDITS = (
    Goal("edit applied, verified, re-checked, 1,000 sections", "ms", _TOMLLIB, most=60),
    Goal("edit applied, verified, re-checked, 10,000 sections", "ms", _TOMLLIB, most=500),
    Goal("all problems of 1,000 sections, processor", "ms", _TOML, 5),
    Goal("problems after an edit of 1,000 sections, processor", "ms", _TOML, 0.5),
)

COMMANDS = (
    *(Goal(f"llm-tui {name}", "ms", _IMPORTS, 3) for name in ("get", "list", "show", "use")),
    Goal("llm-tui complete", "ms", _IMPORTS, 3),
    Goal("llm-tui set", "ms", _IMPORTS, 3.5),
)

TESTS = (
    Goal("memory before a test", "MB", _MINIMAL, 1.0),
    Goal("memory after a test", "MB", _MINIMAL, 1.0),
    Goal("memory after an answer of 2 MB", "MB", "before it", 1.1),
    Goal("slowest key while an answer streams", "ms", "usual", 2),
    Goal("first token, warm, of a model that thinks 0.25 s", "ms", "litellm alone", 1.1),
    Goal("an answer of 2 MB", "ms", "litellm alone", 1.2),
)

PICKER = (
    Goal("model picker, first time", "ms", _HELP, 3),
    Goal("model picker, again", "ms", _HELP, 3),
    Goal("a key in the model picker", "ms", _HELP, 1),
)

_LINE = "round trip of the line"
SLOW_LINE = (
    Goal("slow line: first frame with real values", "ms", _LINE),
    Goal("slow line: another section", "ms", _LINE),
    Goal("slow line: another key with its help", "ms", _LINE),
    Goal("slow line: opening an editor", "ms", _LINE),
    Goal("slow line: a typed letter", "ms", _LINE),
    Goal("slow line: a value entered", "ms", _LINE),
    Goal("slow line: saving", "ms", _LINE),
    Goal("slow line: opening a test", "ms", _LINE),
    Goal("slow line: asking, until the screen says so", "ms", _LINE),
    Goal("slow line: edits lost by typing ahead", "", most=0),
)
