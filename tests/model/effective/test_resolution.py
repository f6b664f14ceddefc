"""What is shown about a value: its origin, its line, what it overrides, and what went wrong."""

from typing import Any

import pytest

from llm_tui.model import Document
from llm_tui.model.check import problems
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.effective.setting import Overridden, Setting
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import MISSING

TEXT = """\
[core]
default_agent = "Coder"

[llm]
model = "azure/base"
api_key = "sk-base"
temperature = 0.5

[llm.own]
model = "own"
temperature = 0.5

[llm.lost]
model = "lost"
max_tokens = 5
num_retries = "many"

[agent.Coder]
llm_config = "own"

[agent.Finder]
llm_config = "lost"
"""


def resolved(text: str = TEXT, **environment: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), environment)


def setting(view: Resolution, section: str, key: str) -> Setting:
    path = BASE if section == "llm" else (*BASE, section)
    return next(s for s in view.settings(path) if s.key == key)


def test_a_value_of_the_section_itself_names_its_line_and_what_it_overrides() -> None:
    found = setting(resolved(), "own", "model")

    assert (found.value, found.origin, found.line) == ("own", Origin.SECTION, 10)
    assert found.overridden[0] == Overridden(Origin.BASE, "azure/base", 5)


def test_an_inherited_value_names_the_line_in_the_base() -> None:
    found = setting(resolved(), "own", "api_key")

    assert (found.value, found.origin, found.line) == ("sk-base", Origin.BASE, 6)
    assert found.source == BASE


def test_a_value_that_equals_what_it_overrides_is_redundant() -> None:
    assert setting(resolved(), "own", "temperature").redundant
    assert not setting(resolved(), "own", "model").redundant


def test_a_computed_default_of_the_base_is_inherited() -> None:
    """OpenHands' own trap: an azure base gives its version to sections that are not azure."""
    view = resolved()

    assert setting(view, "llm", "api_version").origin is Origin.COMPUTED
    assert setting(view, "own", "api_version").origin is Origin.BASE


def test_a_variable_reaches_the_base_only() -> None:
    view = resolved(LLM_TEMPERATURE="0.9", LLM_MODEL="")

    assert setting(view, "llm", "temperature").origin is Origin.ENVIRONMENT
    assert setting(view, "llm", "temperature").written is not None
    assert setting(view, "own", "temperature").value == 0.5
    assert setting(view, "llm", "model").value == "azure/base"


def test_users_of_an_ignored_section_get_the_base() -> None:
    view = resolved(LLM_API_KEY="sk-env")

    assert view.status((*BASE, "lost")) is Status.DROPPED
    assert setting(view, "lost", "model").value == "azure/base"
    assert setting(view, "lost", "api_key").value == "sk-env"


def test_an_ignored_section_shows_its_values_and_why_they_are_not_used() -> None:
    view = resolved()
    unknown = setting(view, "lost", "max_tokens")
    bad = setting(view, "lost", "num_retries")

    assert not unknown.known
    assert unknown.written is not None
    assert unknown.written.value == 5
    assert "whole number" in (bad.fault or "")


def test_the_section_in_use_is_that_of_the_default_agent() -> None:
    in_use = [section.name for section in resolved().sections if section.in_use]

    assert in_use == ["own"]


def test_references_are_shown_on_the_section_they_end_up_with() -> None:
    used_by = {section.name: section.used_by for section in resolved().sections}

    assert used_by["own"] == ("agent.Coder",)
    assert used_by["llm"] == ("agent", "agent.Finder", "condenser")


def test_a_name_with_the_prefix_is_no_name() -> None:
    view = resolved(TEXT.replace('"own"\n\n[agent.Finder]', '"llm.own"\n\n[agent.Finder]'))

    used_by = view.section(BASE).used_by  # type: ignore[union-attr]
    assert used_by == ("agent", "agent.Coder", "agent.Finder", "condenser")


def test_a_file_without_the_base_has_it_implicitly() -> None:
    view = resolved('[llm.a]\nmodel = "a"\n')

    assert view.status(BASE) is Status.IMPLICIT
    assert view.section(BASE).line is None  # type: ignore[union-attr]


def test_a_section_called_llm_replaces_the_base() -> None:
    view = resolved('[llm]\nmodel = "a"\n\n[llm.llm]\nmodel = "b"\n')

    assert setting(view, "llm", "model").value == "b"


def test_a_file_that_only_toml_can_read_shows_what_it_says_and_that_nothing_counts() -> None:
    view = resolved('[llm]\nmodel = "a"\nmixed = [1, "x"]\n\n[llm.b]\nmodel = "b"\n')

    assert [section.status for section in view.sections] == [Status.FALLBACK, Status.DROPPED]
    assert setting(view, "b", "model").value == "claude-sonnet-4-20250514"


def test_a_wrong_key_elsewhere_can_stop_openhands() -> None:
    view = resolved("[llm]\nmodel = 'a'\n\n[sandbox]\nuser_id = 'x'\n")

    assert "user_id in [sandbox]" in (view.loaded.stops or "")


STOPPED = "[sandbox]\nuser_id = 'x'\n"


@pytest.mark.parametrize(
    ("text", "release", "status"),
    [
        ("[llm]\nmodel = 'a'\n", "0.62.0", Status.OK),
        (f"[llm]\nmodel = 'a'\n{STOPPED}", "0.62.0", Status.FALLBACK),
        (STOPPED, "0.62.0", Status.FALLBACK),
        ("[llm]\nmodel = 'a'\n", "0.5.3", Status.FALLBACK),
        ("[core]\n[llm]\nmodel = 'a'\n", "0.5.3", Status.OK),
        ("[sandbox]\n", "0.5.3", Status.IMPLICIT),
        ("", "0.5.3", Status.IMPLICIT),
    ],
)
def test_the_base_of_a_file_that_is_not_applied_falls_back(
    text: str, release: str, status: Status
) -> None:
    """A release without [core] in the file applies nothing of it."""
    view = Resolution(Document(text.encode()), dialect("openhands", release), {})

    assert view.status(BASE) is status


@pytest.mark.parametrize(
    ("text", "path", "toml", "seen"),
    [
        (
            '[llm]\nsafety_settings = [{ a = "\'" }]\n',
            ("llm", "safety_settings"),
            [{"a": "'"}],
            [],
        ),
        ('[llm]\nmodel = "\\""\n', ("llm", "model"), '"', ""),
        ('[llm."\\u00e9"]\nmodel = "m"\n', ("llm", "é"), {"model": "m"}, MISSING),
    ],
    ids=["apostrophe in an array of tables", "a lone quote", "escaped name"],
)
def test_what_openhands_parser_reads_as_something_else_is_listed(
    text: str, path: Path, toml: Any, seen: Any
) -> None:
    found = resolved(text).read_differently

    assert (path, 1 if len(path) == 2 and seen is MISSING else 2, toml, seen) in found


@pytest.mark.parametrize(
    "text", [TEXT, '[llm]\nx = [1, "a"]\n', "[llm]\nclé = 1\n", "\ufeff" + TEXT]
)
def test_a_file_that_is_read_alike_or_not_at_all_has_no_differences(text: str) -> None:
    assert resolved(text).read_differently == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[llm]\nx = [1, "a"]\n', "not a homogeneous array"),
        ("\ufeff[llm]\n", "it begins with a byte order mark"),
        ('[llm."a\\"b"]\nmodel = "m"\n', "key group not on a line by itself"),
    ],
)
def test_a_file_that_openhands_parser_refuses_is_said_to_be_so(text: str, message: str) -> None:
    (problem,) = problems(resolved(text), {})

    assert problem.code == "parser"
    assert message in problem.message
    assert "OpenHands ignores all of this file" in problem.consequence
