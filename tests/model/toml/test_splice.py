"""A document of which only what differs is read is the one that is read as a whole."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_tui.model import (
    AddSection,
    CopySection,
    Document,
    EditError,
    RemoveSection,
    RenameSection,
    SetValue,
)
from llm_tui.model.dialects import known
from llm_tui.model.edit import Edit
from tests.model.files import documents, edits

FRAGMENTS = (
    "\n[llm]\n",
    "\n[llm.a]\n",
    "\n[llm.a.b]\n",
    "\n[[llm.a]]\n",
    "\n[agent]\n",
    "\na = 1\n",
    "\nb.c = 2\n",
    "\nllm.a = 1\n",
    "\nm = { x = 1 }\n",
    '\nlong = """\n[llm.a]\nx = 1\n"""\n',
    "\nlong = '''\n[llm.a]''' # ''\n",
    '\nlist = [\n["a"],\n]\n',
    '"""',
    "'''",
    '"',
    "'",
    "\\",
    "[",
    "]",
    "=",
    "#",
    "\n",
    "\r\n",
    " ",
    "x",
    "1",
    "",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Text of a file as somebody writes it who knows the signs of TOML, but not what they mean."""
    return "".join(draw(st.lists(st.sampled_from(FRAGMENTS), max_size=12)))


def assert_same(found: Document) -> None:
    """It is what reading its bytes gives, to the order of the keys, and to every program."""
    whole = Document(found.data)
    assert whole.problem is None
    assert repr(found.tables) == repr(whole.tables)
    assert found.lines == whole.lines
    assert found.line_numbers == whole.line_numbers
    assert found.headers == whole.headers
    assert found.has_arrays == whole.has_arrays


def assert_read_alike(before: Document, after: Document) -> None:
    """What a program makes of it once it was checked is what its own parser gives."""
    for name in known.names():
        program = known.dialect(name)
        assert program.misread(before, after) == program.misread(before, Document(after.data))
        assert repr(program.reading(after)) == repr(program.read(after.data))


@given(documents(), st.data())
@settings(max_examples=2 * settings().max_examples)
def test_edits_one_after_the_other(document: Document, data: st.DataObject) -> None:
    assume(document.problem is None)
    for _ in range(3):
        try:
            after = data.draw(edits(document)).apply(document)
        except EditError:
            continue
        assert_same(after)
        assert_read_alike(document, after)
        document = after


@given(documents() | texts().map(lambda text: Document(text.encode())), texts(), st.data())
@settings(max_examples=4 * settings().max_examples)
def test_any_text_in_the_place_of_any_other(
    document: Document, text: str, data: st.DataObject
) -> None:
    size = len(document.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, min(size, start + 20)))

    after = document.edited(document.text[:start] + text + document.text[end:])

    if after.change is not None:
        assert_same(after)
        assert_read_alike(document, after)


def test_a_bracket_that_a_program_misses_the_end_of_is_noticed() -> None:
    """The parser of OpenHands takes what is between the inner quotes for no string."""
    before = Document(b'a = """a\\\n"""\n[agent]\nx = 1\n')

    after = before.edited('a = """a\nb = "]"\\\n"""\n[agent]\nx = 1\n')

    assert after.change is not None
    assert_same(after)
    assert_read_alike(before, after)


def test_a_section_that_comes_before_the_one_around_it_stays_there() -> None:
    before = Document(b"[llm.b]\nx = 1\n# c\n[llm]\na = 1\n")

    after = before.edited("[llm.b]\nx = 1\n# d\n[llm]\nc = 2\n")

    assert after.change is not None
    assert_same(after)


def test_an_edit_of_one_section_reads_no_other() -> None:
    before = Document(b"[llm]\nx = 1\n[llm.a]\nx = 1\n[llm.b]\nx = 1\n")

    after = SetValue(("llm", "a"), "x", 2).apply(before)

    assert after.change is not None
    assert after.change.text == "[llm.a]\nx = 2\n"
    assert after.value(("llm", "b")) is before.value(("llm", "b"))


@pytest.mark.parametrize(
    "edit",
    [
        AddSection(("llm", "new"), {"model": "m"}),
        CopySection(("llm", "a"), ("llm", "new")),
        RenameSection(("llm", "b"), ("llm", "new")),
        RemoveSection(("llm", "b")),
        SetValue(("agent",), "llm_config", "a"),
    ],
)
def test_a_section_comes_and_goes_without_the_others_being_read(edit: Edit) -> None:
    text = "[llm]\nx = 1\n\n[llm.a]\nx = 1\n\n[llm.b]\nx = 1\n\n[core]\nx = 1\n"
    before = Document(text.encode())

    after = edit.apply(before)

    assert after.change is not None
    assert after.value(("core",)) is before.value(("core",))
    assert_same(after)


@pytest.mark.parametrize(
    ("text", "next_text"),
    [
        ("[llm]\n[llm.a.b]\n[core]\n", "[llm]\n[llm.a.b]\n[llm.a]\n[core]\n"),
        ("[llm]\na.k = 1\n[core]\n", "[llm]\na.k = 1\n[core]\n[llm.a]\n"),
        ("llm.k = 1\n[core]\n", "llm.k = 1\n[core]\n[llm.a]\n"),
        ("[llm.a]\n[llm.b]\n", "[llm.b]\n[llm.a]\n"),
        ("[[llm]]\nx = 1\n[core]\n", "[[llm]]\nx = 2\n[core]\n"),
        ("[llm]\nx = 1\n[llm.a]\n", "[llm]\nx = 1\na = 1\n[llm.a]\n"),
        ("[llm]\nx = 1\n[llm.a]\n", '[llm]\nx = """1\n[llm.a]\n'),
        ("[llm]\nx = 1\n[llm.a]\n", "[llm]\nx = 1[llm.a]\n"),
    ],
)
def test_where_sections_depend_on_each_other_the_whole_is_read(text: str, next_text: str) -> None:
    assert Document(text.encode()).edited(next_text).change is None
