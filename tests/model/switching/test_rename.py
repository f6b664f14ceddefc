"""Renaming and removing a section reaches everything that names it."""

import pytest

from llm_tui.model import Document, EditError, EditGroup
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.mentions import user_at
from llm_tui.model.switching.rename import free_name, removed, renamed
from llm_tui.model.toml.keys import BASE, Path

TEXT = """\
[llm]
model = "big"

[llm.cheap]
model = "small"

[llm."gpt 4.1"]
model = "gpt-4.1"

[agent]
llm_config = 'cheap' # day and night

[agent.Finder]
made_up = 1
llm_config = "cheap"

[agent.Coder]
llm_config = "gpt 4.1"

[condenser]
type = "llm"
llm_config = "cheap"
"""
DOCUMENT = Document(TEXT.encode())
OPENHANDS = dialect("openhands")
CHEAP: Path = (*BASE, "cheap")


def test_every_place_that_names_a_section_is_found() -> None:
    users = [user_at(path) for path in OPENHANDS.mentions(DOCUMENT.tables, CHEAP)]

    assert users == ["agent", "agent.Finder", "condenser"]


ELSEWHERE = """\
[[agents]]
llm_config = "cheap"

[[agents]]
name = "cheap"
llm_config = "other"

[agents2]
list = [{ llm_config = "cheap" }, { llm_config = 1 }]

[llm]
llm_config = "cheap"

[llm.cheap]
llm_config = "cheap"
"""


def test_names_in_arrays_are_found_and_values_of_the_sections_themselves_are_not() -> None:
    found = OPENHANDS.mentions(Document(ELSEWHERE.encode()).tables, CHEAP)

    assert found == (("agents", 0, "llm_config"), ("agents2", "list", 0, "llm_config"))


def test_a_renamed_section_is_renamed_everywhere() -> None:
    after = EditGroup(renamed(DOCUMENT, OPENHANDS, CHEAP, "small one")).apply(DOCUMENT).text

    expected = TEXT.replace("[llm.cheap]", '[llm."small one"]')
    expected = expected.replace("'cheap'", "'small one'").replace('"cheap"', '"small one"')
    assert after == expected


def test_what_named_a_removed_section_names_another() -> None:
    edits = removed(DOCUMENT, OPENHANDS, CHEAP, (*BASE, "gpt 4.1"))

    after = EditGroup(edits).apply(DOCUMENT)

    assert "cheap" not in after.text
    assert after.tables["agent"]["llm_config"] == "gpt 4.1"
    assert after.tables["condenser"]["llm_config"] == "gpt 4.1"
    assert "llm_config = 'gpt 4.1' # day and night" in after.text


def test_what_named_a_removed_section_can_be_left() -> None:
    after = EditGroup(removed(DOCUMENT, OPENHANDS, CHEAP, None)).apply(DOCUMENT)

    assert len(OPENHANDS.mentions(after.tables, CHEAP)) == 3


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "needs a name"), ("llm", "take the place"), ("cheap", "already exists"),
     ('a"b', "can't read"), ("a\\b", "can't read"), ("a\nb", "can't read")],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused(name: str, reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        free_name(DOCUMENT, OPENHANDS, name)


@pytest.mark.parametrize("name", ["gpt-4.1", "été", "a b", "it's"])
def test_a_name_that_needs_quotes_gets_them(name: str) -> None:
    after = EditGroup(renamed(DOCUMENT, OPENHANDS, CHEAP, name)).apply(DOCUMENT)

    assert f'[llm."{name}"]' in after.text
    assert after.tables["agent"]["llm_config"] == name


def test_the_base_keeps_its_name() -> None:
    with pytest.raises(EditError, match="keeps its name"):
        renamed(DOCUMENT, OPENHANDS, BASE, "other")
