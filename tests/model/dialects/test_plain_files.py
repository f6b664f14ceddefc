"""Plain files say the same to `tomllib`, to OpenHands' parser and to our reader, to the order."""

import tomllib
from collections.abc import Iterable

import pytest
import toml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_tui.model.dialects.openhands import toml_parser
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.lines import Kind, Line, scan
from llm_tui.model.toml.plain_reader import is_plain, read_plain
from llm_tui.model.toml.syntax import parse, parse_by_tomllib

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


@given(texts(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=4 * settings().max_examples)
def test_a_plain_file_is_read_as_tomllib_reads_it(text: str, newline: str) -> None:
    assume(is_plain(text))
    data = text.replace("\n", newline).encode()

    found, expected = parse(data), parse_by_tomllib(data)

    assert repr((found.tables, found.problem)) == repr((expected.tables, expected.problem))


@given(texts(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=4 * settings().max_examples)
def test_the_lines_of_a_plain_file_are_those_that_the_scanner_finds(
    text: str, newline: str
) -> None:
    data = text.replace("\n", newline).encode()
    plain = read_plain(data.decode())
    assume(plain)
    assert plain is not None
    lines = scan(data.decode())

    assert plain.headers == tuple(line.table for line in lines if line.kind is Kind.HEADER)
    assert list(plain.line_numbers.items()) == list(_scanned_numbers(lines).items())


@pytest.mark.parametrize(
    "text",
    ["a = 1\na = 2\n", "[a]\n[a]\n", "a = 1\n[a]\n", "a = 1\n[a.b]\n", "[a.b]\n[a]\nb = 1\n"],
)
def test_what_is_there_twice_is_left_to_tomllib(text: str) -> None:
    """It has the words for it."""
    assert is_plain(text)
    assert read_plain(text) is None
    assert parse(text.encode()).problem


def test_what_is_read_for_openhands_is_the_document_itself() -> None:
    """Nothing is compared then, nor kept twice."""
    text = '[llm]\nmodel = "m"  # the best\n\n[llm."gpt-4.1"]\ntemperature = 0.5\n'

    assert toml_parser.read(text.encode()).tables == tomllib.loads(text)
    assert toml_parser.read(text.encode()).tables is parse(text.encode()).tables


def _scanned_numbers(lines: Iterable[Line]) -> dict[Path, int]:
    numbers: dict[Path, int] = {}
    number = 1
    for line in lines:
        if line.parts:
            numbers.setdefault(line.path, number)
        number += line.text.count("\n")
    return numbers


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [*map(_plain, value)] if isinstance(value, list) else value
