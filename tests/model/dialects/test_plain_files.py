"""Files that `tomllib` reads for the parser of OpenHands say the same to both, to the order."""

import tomllib

import toml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_tui.model.dialects.openhands import toml_parser
from llm_tui.model.toml.syntax import parse

NAMES = st.sampled_from(
    [
        "a",
        "b",
        "llm",
        "1",
        "-",
        "true",
        '"a.b"',
        '".a"',
        '"a."',
        '"."',
        '"a/b:c"',
        '"gpt-4.1"',
        '"é"',
    ]
)
STRINGS = st.text("ab=#[]{}',. \té:-_/$%*\\\"", max_size=8).map('"{}"'.format)
VALUES = STRINGS | st.sampled_from(
    ["true", "false", "0", "-1", "-0.0", "10", "1.50", "00", "1_0", "1e5", "'x'", '""""""', "[1]"]
)
ENDS = st.sampled_from(["", " ", "\t", "# c", " # [x] = \"it's", "#"]).map("{}\n".format)
EQUALS = st.sampled_from([" = ", "=", "\t=  "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines that are mostly plain."""
    key = st.tuples(st.sampled_from(["a", "b", "1", "-", "x-y"]), EQUALS, VALUES).map("".join)
    header = st.lists(NAMES, min_size=1, max_size=3).map(lambda names: f"[{'.'.join(names)}]")
    lines = draw(st.lists(st.tuples(key | key | header | st.just(""), ENDS), max_size=8))
    return "".join("".join(line) for line in lines)


@given(texts(), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=4 * settings().max_examples)
def test_a_plain_file_says_the_same_to_both_parsers(text: str, newline: str) -> None:
    data = text.replace("\n", newline).encode()
    toml_parser.read.cache_clear()
    found = toml_parser.read(data)
    assume(found.error is None)

    own = toml.loads(text)

    assert repr(found.tables) == repr(_plain(own))


def test_what_is_read_by_tomllib_is_the_document_itself() -> None:
    """Nothing is compared then, nor kept twice."""
    text = '[llm]\nmodel = "m"  # the best\n\n[llm."gpt-4.1"]\ntemperature = 0.5\n'

    assert toml_parser.read(text.encode()).tables == tomllib.loads(text)
    assert toml_parser.read(text.encode()).tables is parse(text.encode()).tables


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [*map(_plain, value)] if isinstance(value, list) else value
