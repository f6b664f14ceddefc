"""A schema is valid, and refuses in a file what the program refuses, and nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from llm_tui.model import Document
from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.json_schema import of_kind
from llm_tui.model.dialects.known import dialect, names, releases
from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.keys import BASE, Path
from tests.model.oracle import case_bytes, data

ALL = [(name, version) for name in names() for version in releases(name) or (None,)]
CHECKED = ("0.26.0", "0.30.0", "0.48.0", "0.62.0", "1.6.0")
"""Releases that look at the types of values."""
_TEXTS = st.one_of(
    st.text("0123456789+-_. eEinfINFATYaty\n", max_size=6),
    st.sampled_from(["yes", "On", "TRUE", "nan", "-inf", "1_0", "5.0", " 5 ", "1e5", ""]),
)


def refused(view: Resolution) -> set[Path]:
    """The sections of `llm` in which the schema refuses something."""
    found = set()
    validator = Draft7Validator(view.dialect.schema())
    for error in validator.iter_errors(view.read.tables):
        path = tuple(error.absolute_path)
        if path[:1] == BASE and len(path) > 1 and isinstance(view.written.get(path[1]), dict):
            found.add((*BASE, path[1]))
        elif path[:1] == BASE:
            found.add(BASE)
    return found


@pytest.mark.parametrize(("name", "version"), ALL)
def test_a_schema_is_valid_and_describes_every_key(name: str, version: str | None) -> None:
    program = dialect(name, version)
    schema = program.schema()

    Draft7Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    keys = schema["properties"]["llm"].get("properties", {})
    assert keys.keys() == program.fields.keys()


CASES = sorted({run["case"] for run in data()["runs"]})


@pytest.mark.parametrize("version", CHECKED)
def test_what_the_release_ignores_in_the_recorded_files_is_refused(version: str) -> None:
    for case in CASES:
        view = Resolution(Document(case_bytes(case)), dialect("openhands", version), {})
        if view.read.error or view.loaded.stops or view.loaded.unread:
            continue
        is_table = isinstance(view.read.tables.get("llm", {}), dict)
        if not is_table or any(path[0] != "llm" for path in view.loaded.faults):
            continue
        found, expected = refused(view), set(view.loaded.faults)
        if version == "0.26.0":
            # There one faulty section costs others that are right by themselves.
            assert found <= expected, case
            assert bool(found) is bool(expected), case
            continue
        assert found == expected, case


@pytest.mark.parametrize("kind", list(FieldKind))
@given(value=st.one_of(_TEXTS, st.integers(), st.floats(), st.booleans(), st.lists(st.integers())))
def test_a_kind_takes_what_the_program_converts(kind: FieldKind, value: Any) -> None:
    if kind is FieldKind.SECTION:
        return
    try:
        coerce(kind, value)
    except ValueRefusedError:
        return
    assert Draft7Validator(of_kind(kind)).is_valid(value)


def test_a_release_that_needs_core_asks_for_it() -> None:
    validator = Draft7Validator(dialect("openhands", "0.20.0").schema())

    assert not validator.is_valid({"llm": {}})
    assert validator.is_valid({"core": {}, "llm": {"model": 4}, "sandbox": {"timeout": 1}})
    assert not validator.is_valid({"core": {}, "sandbox": {"bogus": 1}})


def test_the_schema_of_openmanus_has_what_it_does_not_start_without() -> None:
    main = Draft7Validator(dialect("openmanus").schema())

    assert not main.is_valid({"llm": {}})
    assert not main.is_valid({"llm": {}, "daytona": {}})
    assert main.is_valid({"llm": {"bogus": 1}, "daytona": {"daytona_api_key": ""}})
    assert not Draft7Validator(dialect("openmanus", "0.3.0").schema()).is_valid(
        {"search": {"max_retries": "many"}}
    )


def test_every_section_besides_llm_is_that_of_the_release() -> None:
    assert "mcp" not in dialect("openhands", "0.30.0").schema()["properties"]
    keys = dialect("openhands", "1.6.0").schema()["properties"]["agent"]["properties"]
    assert keys.keys() == release("1.6.0").other_fields["agent"].keys()
