"""A value that moves between the base and the sections changes no other section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model import AddSection, Document, EditError, EditGroup
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.inheritance import Move, promote, push_down
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import same

TEXT = """\
[llm]
model = "base"
temperature = 0.50 # base

[llm.a]
model = "a"
num_retries = 8

[llm.b]
model = "b"
temperature = 0.9
"""
A: Path = (*BASE, "a")


def view_of(text: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {})


def moved(view: Resolution, move: Move) -> str:
    return EditGroup(move.edits).apply(view.document).text


def test_a_promoted_value_is_inherited_by_the_section_it_came_from() -> None:
    view = view_of(TEXT.replace("[llm.b]", "[llm.b]\nnum_retries = 3"))

    after = moved(view, promote(view, A, "num_retries"))

    assert '# base\nnum_retries = 8\n\n[llm.a]\nmodel = "a"\n\n[llm.b]\nnum_retries = 3' in after


def test_a_section_that_would_change_keeps_its_value_in_a_line_of_its_own() -> None:
    view = view_of(TEXT.replace("temperature = 0.9", "temperature = 0.7\ntop_k = 1"))

    move = promote(view, (*BASE, "b"), "temperature")

    assert move.kept == (A,)
    after = view_of(moved(view, move))
    assert after.document.value((*A, "temperature")) == 0.5
    assert "num_retries = 8\ntemperature = 0.50\n" in after.document.text


def test_a_section_that_could_not_keep_having_no_value_is_a_refusal() -> None:
    view = view_of(TEXT.replace("num_retries = 8", 'base_url = "http://a"'))

    with pytest.raises(EditError, match=r"\[llm\.b\] has no base_url"):
        promote(view, A, "base_url")


def test_a_value_that_openhands_computes_others_from_is_a_refusal() -> None:
    text = TEXT.replace('model = "a"', 'model = "azure/a"')

    with pytest.raises(EditError, match=r"api_version of \[llm\.b\] would change"):
        promote(view_of(text), A, "model")


def test_a_table_cannot_go_into_the_base() -> None:
    text = TEXT.replace("num_retries = 8", "completion_kwargs = { seed = 1 }")

    with pytest.raises(EditError, match="for a section of its own"):
        promote(view_of(text), A, "completion_kwargs")


def test_a_value_goes_down_to_those_that_inherit_it_as_it_is_spelled() -> None:
    view = view_of(TEXT)

    after = moved(view, push_down(view, "temperature"))

    assert "temperature" not in after.partition("[llm.a]")[0]
    assert "num_retries = 8\ntemperature = 0.50\n" in after
    assert after.count("temperature = 0.9\n") == 1


def test_what_nobody_inherits_does_not_go_down() -> None:
    with pytest.raises(EditError, match="no section inherits model"):
        push_down(view_of(TEXT), "model")


def test_what_is_not_written_does_not_move() -> None:
    with pytest.raises(EditError, match=r"seed is not set in \[llm\]"):
        push_down(view_of(TEXT), "seed")
    with pytest.raises(EditError, match=r"seed is not set in \[llm.a\]"):
        promote(view_of(TEXT), A, "seed")


_KEYS = ["model", "api_version", "temperature", "seed", "base_url", "drop_params", "made_up"]
_VALUES = st.sampled_from(["azure/x", "m", 0, 1, 0.5, True, "2"])
_SECTION = st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=4)


@given(st.tuples(_SECTION, _SECTION, _SECTION), st.sampled_from(_KEYS), st.booleans())
def test_whatever_moves_every_named_section_stays_what_it_is(
    tables: tuple[dict[str, object], ...], key: str, up: bool
) -> None:
    document = Document(b"")
    for path, values in zip((BASE, A, (*BASE, "b")), tables, strict=True):
        document = AddSection(path, values).apply(document)
    view = Resolution(document, dialect("openhands", "0.62.0"), {})
    try:
        move = promote(view, A, key) if up else push_down(view, key)
    except EditError:
        return

    after = view_of(moved(view, move))

    named = [path for path in view.paths if path != BASE and path in view.loaded.configs]
    assert all(same(view.values(path), after.values(path)) for path in named)
    assert after.document.value((*(A if up else BASE), key)) != document.value(
        (*(A if up else BASE), key)
    )
