"""Files that are too much: a problem with a line, found before a parser would take its time."""

import pytest

from llm_tui.model import Document
from llm_tui.model.dialects import known
from llm_tui.model.toml.bounds import MAX_DEPTH, MAX_LINE, MAX_SIZE

OPENHANDS = known.dialect("openhands", None)
TOO_MUCH: dict[str, tuple[str, int, str]] = {
    "a long integer": ("a = 1\nb = " + "9" * 5000, 2, "the integer has more than 4,300 digits"),
    "a long hexadecimal": ("a = 1\nb = 0x" + "f" * 5000, 2, "the integer has more than 4,300"),
    "a dotted key": ("a = 1\n" + ".".join("k" * 20_000) + " = 1", 2, "the key has more than 64"),
    "a dotted header": ("a = 1\n[" + " . ".join("k" * 10_000) + "]", 2, "the key has more than 64"),
    "a quoted dotted key": ("\n" + ".".join(['"k.k"'] * 90) + " = 1", 2, "the key has more than"),
    "a key in a table": ("a = {" + ".".join("k" * 90) + " = 1}", 1, "the key has more than 64"),
    "nested arrays": ("a = 1\nb = " + "[" * 90 + "]" * 90, 2, "the values are nested more than 64"),
    "deeply nested arrays": ("\nb = " + "[" * 20_000 + "]" * 20_000, 2, "the values are nested"),
    "nested tables": ("\n\nb = " + "{a = " * 90 + "1" + "}" * 90, 3, "the values are nested more"),
    "nested over lines": ("b = " + "[\n" * 90 + "]" * 90, 65, "the values are nested more than 64"),
    "a long line": ("a = 1\nb = '" + "x" * MAX_LINE + "'", 2, "the line has more than 65,536"),
    "many equals signs": ("a = 1\na" + "=" * 2000, 2, "the line has more than 1,024 equals signs"),
    "many keys": ("".join(f"k{n} = 1\n" for n in range(100_000)), 65_537, "more than 65,536 lines"),
    "many sections": ("".join(f"[k{n}]\n" for n in range(40_000)), 32_769, "opening brackets"),
    "many entries": ("a = [\n" + ("1," * 20_000 + "\n") * 20 + "]", 12, "200,000 commas"),
    "many dots": ((("x." * 30_000) + "\n") * 10, 7, "more than 200,000 dots"),
    "many escapes": ('a = """\n' + ("\\\\" * 10_000 + "\n") * 9 + '"""', 7, "100,000 backslashes"),
    "a long value and many keys": (
        "a = 1\nb = '" + "x" * 60_000 + "'\n" + "".join(f"k{n} = 1\n" for n in range(2000)),
        2,
        "a key or value of 60,000 characters is too long for 2,002 keys",
    ),
    "a long name and many keys": (
        "[" + "x" * 60_000 + "]\n" + "".join(f"k{n} = 1\n" for n in range(2000)),
        1,
        "a key or value of 60,000 characters is too long for 2,001 keys",
    ),
    "a long array and many sections": (
        "[llm]\nx = [\n" + "1,\n" * 40_000 + "]\n" + "".join(f"[s{n}]\n" for n in range(2000)),
        2,
        "a key or value of 80,000 characters is too long for 2,002 keys",
    ),
    "many bytes": ("#" * (MAX_SIZE + 1), 1, "the file has more than 2 MB"),
}


@pytest.mark.parametrize(("text", "line", "message"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_a_problem_with_a_line_to_both_parsers(
    text: str, line: int, message: str
) -> None:
    document = Document(text.encode())
    problem, error = document.problem, OPENHANDS.read(document.data).error

    assert problem is not None
    assert error is not None
    assert (problem.line, error.line) == (line, line)
    assert message in problem.message
    assert message in error.message
    assert document.tables == {}


WITHIN: dict[str, str] = {
    "the longest integer": "a = " + "9" * 4300,
    "a long float": "a = " + "9" * 5000 + ".5",
    "dots in text": "a = '" + "." * 5000 + "'  # " + "x." * 200,
    "the deepest key": ".".join("k" * MAX_DEPTH) + " = 1",
    "brackets in text": "a = '" + "[" * 5000 + "'",
    "a long value": "a = '" + "x" * 60_000 + "'\n" + "".join(f"k{n} = 1\n" for n in range(1000)),
    "equals signs on many lines": "".join(f"k{n} = '='\n" for n in range(2000)),
    "a long hexadecimal text": "a = '= 0x" + "f" * 5000 + "'",
}


@pytest.mark.parametrize("text", WITHIN.values(), ids=WITHIN)
def test_what_only_looks_like_too_much_is_read(text: str) -> None:
    assert Document(text.encode()).problem is None
