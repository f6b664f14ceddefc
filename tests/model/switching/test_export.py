"""What is exported means to OpenHands what the section meant, or is said to be lacking."""

import json
import os
import shlex
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model import AddSection, Document, EditError
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.export import FORMATS, export, written
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import same

CHEAP: Path = (*BASE, "cheap")
TEXT = """\
[llm]
model = "azure/big"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
model = "ollama/it's small"
drop_params = false
temperature = 1
custom_tokenizer = "a\\nb"
aws_region_name = ""
completion_kwargs = { stream = true, headers = { Authorization = "Bearer 1234567890" } }
"""

_TEXTS = st.one_of(
    st.text("abc XYZ\"'\\$`#=\n\t\x1bé", max_size=12), st.sampled_from(["azure/x", "true", " x "])
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": _TEXTS,
    "secret": _TEXTS,
    "int": st.integers(-(2**40), 2**40),
    "float": st.floats(),
    "bool": st.booleans(),
    "list": st.lists(st.dictionaries(st.sampled_from(["category", "threshold"]), _TEXTS)),
    "dict": st.dictionaries(
        st.sampled_from(["a", "api_key"]),
        st.recursive(st.one_of(_TEXTS, st.booleans(), st.floats(), st.integers(0, 9)), st.lists),
    ),
}


def view_of(text: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {})


def read_back(text: str, form: str) -> dict[str, str]:
    """The variables, as whoever takes such a text reads them."""
    if form == "json":
        variables: dict[str, str] = json.loads(text)
        return variables
    if form == "env":
        lines = text.removesuffix("\n").split("\n") if text else []
    else:
        # To a shell a backslash joins two lines; to shlex it does not.
        words = shlex.split(text.replace(" \\\n-e ", " -e "))
        lines = [word for word in words if word not in ("-e", "export")]
    return dict(line.split("=", 1) for line in lines)


@st.composite
def views(draw: st.DrawFn) -> Resolution:
    """A file with a base and a section below it, with values of every type."""
    document = Document(b"")
    for path in (BASE, CHEAP):
        fields = [
            field
            for field in dialect("openhands", "0.62.0").fields.values()
            if path != BASE or field.kind != "dict"
        ]
        chosen = draw(st.lists(st.sampled_from(fields), unique=True, max_size=6))
        values = {field.name: draw(_VALUES[field.kind]) for field in chosen}
        try:
            document = AddSection(path, values).apply(document)
        except EditError:
            # OpenHands' parser can't read every text that TOML can spell.
            document = AddSection(path, {"seed": 1}).apply(document)
    return Resolution(document, dialect("openhands", "0.62.0"), {})


@pytest.mark.parametrize("form", FORMATS)
@given(view=views(), section=st.sampled_from([BASE, CHEAP]))
def test_openhands_makes_of_an_export_what_it_made_of_the_section(
    form: str, view: Resolution, section: Path
) -> None:
    found = export(view, section)
    text, notes = written(found, form, reveal=True)

    there = Resolution(Document(b""), dialect("openhands", "0.62.0"), read_back(text, form))

    absent = {lacking.key for lacking in found.lacking}
    absent |= {note.partition(" ")[0].removeprefix("LLM_").lower() for note in notes}
    for key, value in view.values(section).items():
        assert key in absent or same(there.effective(BASE, key), value)


@pytest.mark.parametrize("form", FORMATS)
def test_secrets_are_in_no_export_that_was_not_asked_for_them(form: str) -> None:
    text, notes = written(export(view_of(TEXT), CHEAP), form)

    assert "sk-base" not in text
    assert "Bearer" not in text
    assert any("LLM_API_KEY, LLM_COMPLETION_KWARGS are" in note for note in notes)


def test_each_format_is_what_its_reader_takes() -> None:
    found = export(view_of('[llm]\nmodel = "o3"\napi_key = "sk-1"\ndrop_params = false\n'), BASE)

    assert written(found, "env")[0] == "LLM_MODEL=o3\nLLM_DROP_PARAMS=false\n"
    assert written(found, "docker")[0] == (
        "-e LLM_MODEL=o3 \\\n-e LLM_API_KEY \\\n-e LLM_DROP_PARAMS=false\n"
    )
    assert written(found, "shell")[0] == (
        'export LLM_MODEL=o3\nexport LLM_API_KEY="$LLM_API_KEY"\nexport LLM_DROP_PARAMS=false\n'
    )
    assert written(found, "shell", reveal=True)[0].count("export LLM_API_KEY=sk-1\n") == 1


def test_what_no_variable_can_say_is_named_with_the_reason() -> None:
    found = export(view_of(TEXT.replace("[llm.cheap]", '[llm.cheap]\nreasoning_effort = "a\\tb"')),
                   CHEAP)  # fmt: skip

    reasons = dict(found.lacking)

    assert "an empty variable counts as not set" in reasons["aws_region_name"]
    assert "control characters" in reasons["reasoning_effort"]
    assert any("CUSTOM_TOKENIZER is left out" in note for note in written(found, "env")[1])


def test_what_the_release_reads_as_something_else_is_left_out() -> None:
    view = view_of("[llm.cheap.completion_kwargs]\nsince = 2024-01-31\n")

    found = export(view, CHEAP)

    assert found.variables == ()
    assert dict(found.lacking)["completion_kwargs"].startswith("the program reads something else")


def test_a_computed_value_goes_along_since_variables_compute_nothing() -> None:
    text, _ = written(export(view_of(TEXT), CHEAP), "env")

    assert "LLM_API_VERSION=2024-12-01-preview\n" in text


def test_a_shell_that_evaluates_an_export_has_the_values() -> None:
    text, _ = written(export(view_of(TEXT), CHEAP), "shell", reveal=True)
    code = "import json, os; print(json.dumps(dict(os.environ)))"

    result = subprocess.run(
        ["/bin/sh", "-c", f'{text}\nexec "$0" -c "$1"', sys.executable, code],
        capture_output=True, check=True, env={"PATH": os.environ["PATH"]}, text=True,
    )  # fmt: skip

    there = Resolution(Document(b""), dialect("openhands", "0.62.0"), json.loads(result.stdout))
    wanted = view_of(TEXT).values(CHEAP) | {"aws_region_name": None}
    assert {key: there.effective(BASE, key) for key in wanted} == wanted
