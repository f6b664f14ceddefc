"""A `#:schema` line, and the blank line below it, stay at the top whatever is edited."""

import itertools

import pytest

from llm_tui.model import (
    AddSection,
    CopySection,
    Document,
    EditError,
    RemoveSection,
    RenameSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.edit.protocol import Edit

SCHEMA = "#:schema https://example.com/config.json\n"
TOPS = [SCHEMA, SCHEMA + "\n", "#:tombi toml.version = 'v1.0.0'\n" + SCHEMA + "\n"]
BODIES = [
    "[llm]\nmodel = 'a'\n\n[llm.b]\nseed = 1\n",
    "# about llm\n[llm]\nmodel = 'a'\n[llm.b]\nseed = 1\n",
    "[llm.b]\nseed = 1\n\n\n[core]\n",
    "llm.model = 'a'\nllm.b.seed = 1\n",
    "",
]
LLM, B = ("llm",), ("llm", "b")
EDITS: list[Edit] = [
    *(RemoveSection(path, recursive) for path in (LLM, B) for recursive in (False, True)),
    *(AddSection(path, {"model": "x"}) for path in (LLM, ("core",), ("llm", "c"))),
    RenameSection(B, ("llm", "d")),
    RenameSection(LLM, ("other",)),
    CopySection(B, ("llm", "d")),
    *(SetValue(path, "x", 1) for path in ((), LLM, B)),
    UnsetValue(LLM, "model"),
    UnsetValue(B, "seed"),
]
CASES = list(itertools.product(TOPS, BODIES, EDITS))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_no_edit_moves_it(newline: str, mark: str) -> None:
    edited = 0
    for top, body, edit in CASES:
        text = (mark + top + body).replace("\n", newline).encode()
        try:
            after = edit.apply(Document(text)).data
        except EditError:
            # Not every edit fits every file.
            continue
        edited += 1
        kept = (mark + top).replace("\n", newline).encode()
        assert after.startswith(kept), (edit, text, after)

    assert edited > len(CASES) / 2


def test_a_key_at_the_root_comes_below_it() -> None:
    document = Document((SCHEMA + "\n[llm]\n").encode())

    assert SetValue((), "x", 1).apply(document).text == SCHEMA + "\nx = 1\n[llm]\n"


def test_a_comment_that_is_no_directive_still_belongs_to_its_section() -> None:
    document = Document(f"{SCHEMA}# about b\n[llm.b]\nseed = 1\n".encode())

    assert RemoveSection(B).apply(document).text == SCHEMA


def test_a_directive_elsewhere_is_a_comment() -> None:
    document = Document(b"[llm]\n#:schema x\n[llm.b]\nseed = 1\n")

    assert RemoveSection(B).apply(document).text == "[llm]\n"
