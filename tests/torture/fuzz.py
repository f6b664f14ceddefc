"""What anybody may hand to the program, by chance.

Files that are cut, joined and sprinkled with what parsers stumble over; variables; edits; answers
of servers that echo a planted key. Nothing may raise, no key may be shown, nothing may act on a
terminal.
"""

import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from llm_tui.model import Document, EditError, SetValue, UnsetValue
from llm_tui.model.catalogue.model_lists import models_in
from llm_tui.model.catalogue.provider import ListFormat
from llm_tui.model.check import problems
from llm_tui.model.dialects import known
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.child.provider_message import provider_message
from llm_tui.model.secrets.redactor import Redactor
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.text.problem_lines import problem_lines
from llm_tui.tui.text.safe_text import json_text
from llm_tui.tui.text.wording import shown
from tests.torture import spelled, surfaces
from tests.torture.tally import Tally

Case = Callable[[random.Random], None]

_DATA = Path(__file__).parents[1] / "data" / "edits.json"
SEEDS = tuple(case["before"] for case in json.loads(_DATA.read_text(encoding="utf-8")))
PIECES = (
    *("[", "]", "{", "}", "=", ".", ",", '"', "'", '"""', "'''", "\\", "#", "\n", "\r\n", "\r"),
    *("[llm]", "[llm.a]", "[[llm]]", "[agent]", "llm = 1", "[core]\nllms = {}", "[llm.llm]"),
    *("9" * 5000, "0x" + "f" * 4000, "1e999", "nan", "1979-13-40", "[" * 70, "a." * 70, "{a=" * 70),
    *(
        "\x00",
        "\x1b]0;x\x07",
        "\x9b",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\\ud800",
        "\U0001f642",
    ),
    *("completion_kwargs = 5", "model = []", "api_key = {}", "base_url = 'http://u:p@h?key=1'"),
)
TEXTS = (
    "",
    "5",
    "[1]",
    "'x'",
    "{1: 2}",
    "{'model': 5}",
    "nan",
    "1e999",
    "0x" + "f" * 9,
    "\x1b",
    "[[",
)
DIALECTS = (
    *(known.dialect("openhands", version) for version in known.releases("openhands")),
    known.dialect("openmanus", None),
    known.dialect("generic", None),
)
FIELDS = tuple(known.dialect("openhands", None).fields)


def run(name: str, until: float, seed: int) -> Tally:
    """Try cases of a kind until a time."""
    tally, number = Tally(f"hostile {name}, by chance"), 0
    while time.monotonic() < until:
        chance = f"{seed}:{number}"
        tally.count(chance, _fault(chance, KINDS[name]))
        number += 1
    return tally


def replay(name: str, chance: str) -> None:
    """Try one case again, by what its fault names."""
    KINDS[name](random.Random(chance))


def _fault(chance: str, case: Case) -> str | None:
    try:
        case(random.Random(chance))
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {str(error)[:200]}"
    return None


def _document(chance: random.Random) -> Document:
    text = chance.choice(SEEDS)
    for _ in range(chance.randrange(8)):
        start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        text = chance.choice(
            (
                text[:start] + chance.choice(PIECES) + text[start:],
                text[:start] + chance.choice(PIECES) + "\n" + text[start:],
                text[:start] + text[min(end, start + 30) :],
                text[:end] + text[start:],
                text + chance.choice(SEEDS),
            )
        )
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.randbytes(3) + data[place:]
    return Document(data)


def _environment(chance: random.Random) -> dict[str, str]:
    names = [f"LLM_{chance.choice(FIELDS).upper()}" for _ in range(chance.randrange(4))]
    return {name: chance.choice((*TEXTS, *PIECES)).replace("\0", "") for name in names}


def _view(chance: random.Random) -> Resolution:
    return Resolution(_document(chance), chance.choice(DIALECTS), _environment(chance), "/")


def read(chance: random.Random) -> None:
    """Whatever a file and the variables hold, they are shown."""
    view = _view(chance)
    lines = [line for problem in problems(view, {}) for line in problem_lines(problem)]
    for section in view.sections:
        for setting in view.settings(section.path):
            lines += [shown(setting.value, setting.secret), json_text(setting.value)]
    assert not any(map(surfaces.acting, lines))
    assert "".join(line.text for line in view.document.lines) in ("", view.document.text)


def show(chance: random.Random) -> None:
    """Every view of a section, with a key planted in the file."""
    surfaces.try_out(_view(chance), chance)


def edit(chance: random.Random) -> None:
    """An edit of any file is made as it is meant, or refused."""
    view = _view(chance)
    document, section = view.document, chance.choice(view.paths)
    value = chance.choice((*TEXTS, 5, 1.5, True, [1], {"a": "b"}))
    key = chance.choice((*FIELDS, *PIECES))
    set_value, unset_value = SetValue(section, key, value), UnsetValue(section, key)
    try:
        assert set_value.apply(document).value((*section, key)) is not MISSING
        assert unset_value.apply(document).value((*section, key)) is MISSING
    except EditError:
        return


def echo(chance: random.Random) -> None:
    """A key is cut out of an answer, however it is spelled and wherever it is cut in pieces."""
    key = spelled.random_key(chance)
    echoed, text = spelled.in_answer(key, chance)
    redactor = Redactor([key])
    assert echoed not in redactor.text(text), echoed
    stream, pieces = redactor.stream(), []
    while text:
        size = chance.randrange(1, 40)
        pieces.append(stream.feed(text[:size]))
        text = text[size:]
    assert echoed not in "".join([*pieces, stream.end()]), echoed


def answer(chance: random.Random) -> None:
    """Any answer to a request for models, and any error, is read or refused, without the key."""
    key = spelled.random_key(chance)
    value = spelled.random_json(key, chance)
    for form in ListFormat:
        with suppress(TypeError):
            models_in(value, form)
    text = chance.choice((json.dumps, str, repr))(value)
    text = text[: chance.randrange(len(text) + 1)] if chance.random() < 0.3 else text
    message = provider_message(text, [ValueError(text)], Redactor([key]))
    assert key not in message, message


KINDS: dict[str, Case] = {
    "files": read,
    "views": show,
    "edits": edit,
    "echoes": echo,
    "answers": answer,
}
