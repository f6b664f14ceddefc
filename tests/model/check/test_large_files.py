"""Files with much of everything: the work grows with the file, and not with its square."""

import sys
from collections.abc import Callable
from functools import partial

import pytest

from llm_tui.model.check import Checker
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import uses
from tests.model.check.cases import BASE
from tests.model.check.checking import TODAY, resolved

UNKNOWN = "zz@ = 1\n"
SECTION = "[llm.s@]\nmodel = 'gpt-4o'\n"
IGNORED = "[llm.t@]\nzz = 1\n"
REFUSED = "[llm.u@]\nmodel = 5\n"
NESTED = "[llm.v.w@]\nseed = 1\n"
DOTTED = "[llm.w@.5]\nseed = 1\n"
SHAPES: dict[str, tuple[str, ...]] = {
    "unknown keys of the base, and sections that lose it": (UNKNOWN, SECTION),
    "unknown keys of a section": ("[llm.a]\n", UNKNOWN),
    "sections that are ignored": (IGNORED,),
    "values that are refused": (REFUSED,),
    "sections in a section": (NESTED,),
    "names without quotes": (DOTTED,),
    "users of sections": (SECTION, "[agent.A@]\nllm_config = 's@'\n"),
    "users of ignored sections": (IGNORED, "[agent.A@]\nllm_config = 't@'\n"),
    "users of one ignored section": ("[llm.a]\n", UNKNOWN, "[agent.A@]\nllm_config = 'a'\n"),
    "users of sections whose names lack quotes": (DOTTED, "[agent.A@]\nllm_config = 'w@.5'\n"),
    "users that spell a name in another way": (SECTION, "[agent.A@]\nllm_config = 'S@'\n"),
}


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those written in C among them."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def look(view: Resolution) -> None:
    Checker({}, TODAY).problems(view)
    uses(view)
    for path in view.paths:
        view.settings(path)


def file(parts: tuple[str, ...], count: int) -> str:
    """Each part so many times, with a number of four digits; one without a number once."""
    return BASE + "".join(
        part.replace("@", str(1000 + number))
        for part in parts
        for number in range(count if "@" in part else 1)
    )


@pytest.mark.parametrize("parts", SHAPES.values(), ids=SHAPES)
def test_what_is_added_takes_the_same_work_however_much_there_is(parts: tuple[str, ...]) -> None:
    look(resolved(file(parts, 400)))  # what is looked up once

    small, medium, large = (
        calls(partial(look, resolved(file(parts, count)))) for count in (100, 200, 300)
    )

    assert large - medium < 1.01 * (medium - small)
