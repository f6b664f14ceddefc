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
from tests.model.effective.vault import Vault

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


def test_what_is_not_set_in_the_section_or_overrides_nothing_is_not_redundant() -> None:
    inherited = setting(resolved("[llm]\ntop_p = 1.0\n[llm.own]\n"), "own", "top_p")
    alone = Resolution(Document(b"[llm]\nmodel = 'm'\n"), dialect("generic"), {})

    assert not inherited.redundant
    assert not setting(alone, "llm", "model").redundant


def test_a_value_of_the_file_is_ignored_if_another_one_is_used() -> None:
    view = resolved(LLM_TEMPERATURE="0.9")

    assert setting(view, "llm", "temperature").ignored
    assert setting(view, "lost", "model").ignored
    assert not setting(view, "own", "model").ignored
    assert not setting(view, "own", "api_key").ignored


def test_a_key_outside_of_llm_is_the_line_of_no_default() -> None:
    assert setting(resolved("seed = 1\n" + TEXT), "llm", "seed").line is None


def test_sections_are_not_among_the_keys_of_the_base() -> None:
    view = resolved(TEXT + "[llm.seed]\ncompletion_kwargs = { a = 1 }\n")

    assert setting(view, "llm", "seed").written is None
    assert "own" not in {found.key for found in view.settings(BASE)}
    own = setting(view, "seed", "completion_kwargs").written
    assert own is not None
    assert own.value == {"a": 1}


def test_what_is_written_is_what_the_program_reads() -> None:
    written = setting(resolved('[llm]\nmodel = "\\""\n'), "llm", "model").written

    assert written is not None
    assert written.value == ""


def test_a_field_says_whether_it_is_secret_else_the_name_does() -> None:
    view = Resolution(Document(b""), Vault(), {})
    keys = ("pin", "sort_key", "api_key", "color")

    assert [key for key in keys if view.is_secret(key)] == ["pin", "api_key"]


FOLDER = '[llm]\nlog_completions_folder = "logs"\n'


@pytest.mark.parametrize(
    ("text", "directory", "value"),
    [
        (FOLDER, "/home/me", "/home/me/logs"),
        (FOLDER.replace("logs", "../x"), "/home/me", "/home/x"),
        (FOLDER.replace("logs", "/x"), "/home/me", "/x"),
        (FOLDER, None, "logs"),
        ("", "/home/me", "<SRC>/logs/completions"),
    ],
)
def test_a_folder_is_relative_to_where_the_program_starts(
    text: str, directory: str | None, value: str
) -> None:
    view = Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {}, directory)

    assert setting(view, "llm", "log_completions_folder").value == value
    assert view.effective(BASE, "log_completions_folder") == value


def test_only_text_of_a_folder_is_made_absolute() -> None:
    """A release that checks no types may hold another value there."""
    document = Document(b"[llm]\nmodel = 'm'\nlog_completions_folder = 5\n[core]\n")
    view = Resolution(document, dialect("openhands", "0.20.0"), {}, "/home/me")

    assert view.effective(BASE, "log_completions_folder") == 5
    assert view.effective(BASE, "model") == "m"


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


def test_an_unknown_key_that_costs_nothing_has_no_fault() -> None:
    view = Resolution(Document(b"[llm]\nspeed = 1\n"), dialect("openmanus"), {})
    speed = setting(view, "llm", "speed")

    assert (speed.known, speed.fault) == (False, None)


def test_an_ignored_section_shows_its_values_and_why_they_are_not_used() -> None:
    view = resolved()
    unknown = setting(view, "lost", "max_tokens")
    bad = setting(view, "lost", "num_retries")

    assert not unknown.known
    assert unknown.written is not None
    assert unknown.written.value == 5
    assert unknown.fault == "OpenHands 0.62.0 has no such key"
    assert bad.known
    assert "whole number" in (bad.fault or "")


def test_the_section_in_use_is_that_of_the_default_agent() -> None:
    in_use = [section.name for section in resolved().sections if section.in_use]

    assert in_use == ["own"]


def test_an_agent_uses_the_section_of_its_own_reference_else_that_of_all_agents() -> None:
    view = resolved(TEXT + '[agent]\nllm_config = "own"\n')

    assert view.section_of("Finder") == BASE
    assert view.section_of("Browser") == (*BASE, "own")
    assert Resolution(Document(b""), dialect("generic"), {}).section_of("Finder") is None


def test_a_section_is_found_by_its_path() -> None:
    own = resolved().section((*BASE, "own"))

    assert own is not None
    assert own.name == "own"
    assert resolved().section((*BASE, "none")) is None


def test_the_keys_that_variables_set_are_known() -> None:
    assert resolved(LLM_SEED="1", LLM_TOP_P="", LLM_MODEL="m").environment_keys == ("model", "seed")


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
    assert BASE not in view.document.line_numbers


def test_a_section_called_llm_replaces_the_base() -> None:
    view = resolved('[llm]\nmodel = "a"\n\n[llm.llm]\nmodel = "b"\n')

    assert setting(view, "llm", "model").value == "b"


def test_a_file_that_only_toml_can_read_shows_what_it_says_and_that_nothing_counts() -> None:
    view = resolved('[llm]\nmodel = "a"\nmixed = [1, "x"]\n\n[llm.b]\nmodel = "b"\n')

    assert [section.status for section in view.sections] == [Status.FALLBACK, Status.DROPPED]
    assert setting(view, "b", "model").value == "claude-sonnet-4-20250514"
    assert [reference.user for reference in view.references] == ["agent"]


def test_a_wrong_key_elsewhere_can_stop_openhands() -> None:
    view = resolved("[llm]\nmodel = 'a'\n\n[sandbox]\nuser_id = 'x'\n")

    assert "user_id in [sandbox]" in (view.loaded.stops or "")


STOPPED = "[sandbox]\nuser_id = 'x'\n"


@pytest.mark.parametrize(
    ("text", "release", "status"),
    [
        ("[llm]\nmodel = 'a'\n", "0.62.0", Status.OK),
        (f"[llm]\nmodel = 'a'\n{STOPPED}", "0.62.0", Status.STOPS),
        (STOPPED, "0.62.0", Status.STOPS),
        ("[llm]\nmodel = 'a'\n", "0.5.3", Status.FALLBACK),
        ("[core]\n[llm]\nmodel = 'a'\n", "0.5.3", Status.OK),
        ("[sandbox]\n", "0.5.3", Status.IMPLICIT),
        ("", "0.5.3", Status.IMPLICIT),
        ("[llm]\nseed = 'many'\n", "0.62.0", Status.FALLBACK),
        ("[core]\nllms = {}\n[llm]\nmodel = 'a'\n", "0.9.0", Status.FALLBACK),
        ("[llm]\n", "0.62.0", Status.OK),
    ],
)
def test_the_base_of_a_file_that_is_not_applied_falls_back_or_stops(
    text: str, release: str, status: Status
) -> None:
    """A release without [core] in the file applies nothing of it."""
    view = Resolution(Document(text.encode()), dialect("openhands", release), {})

    assert view.status(BASE) is status


COMPLETE = "[llm]\nmodel = 'a'\napi_key = 'k'\nbase_url = 'u'\n"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (COMPLETE + "[llm.b]\n", [Status.OK, Status.OK]),
        (COMPLETE + "[llm.b]\ntemperature = 'x'\n", [Status.OK, Status.STOPS]),
        ("[llm]\nmodel = 'a'\n", [Status.STOPS]),
        ("[llm\n", [Status.STOPS]),
        ("\ufeff" + COMPLETE + "[llm.b]\n", [Status.STOPS, Status.STOPS]),
    ],
    ids=["complete", "a wrong value", "incomplete", "not TOML", "byte order mark"],
)
def test_a_program_that_does_not_forgive_stops_because_of_the_section_at_fault(
    text: str, statuses: list[Status]
) -> None:
    view = Resolution(Document(text.encode()), dialect("openmanus"), {})

    assert [section.status for section in view.sections] == statuses


def test_a_base_of_dotted_keys_is_in_the_file() -> None:
    view = Resolution(Document(b"llm.model = 'a'\n"), dialect("generic"), {})

    assert view.status(BASE) is Status.OK


def test_a_section_is_ignored_if_no_value_of_it_is_used() -> None:
    ignored = {status for status in Status if status.ignored}

    assert ignored == {Status.DROPPED, Status.FALLBACK, Status.STOPS}


def test_differences_are_in_the_order_of_the_file_each_with_all_that_is_in_it() -> None:
    text = """\
a = ODD
[llm."\\u00e9"]
model = "m"

[llm.z]
model = ODD

[llm.deep]
seed = 1
top_p = 1
model = ODD

[llm.b]
model = ODD
"""
    found = resolved(text.replace("ODD", '"\\""')).read_differently

    assert [(one.line, one.path) for one in found] == [
        (None, (*BASE, "\\u00e9")),
        (1, ("a",)),
        (2, (*BASE, "é")),
        (6, (*BASE, "z", "model")),
        (11, (*BASE, "deep", "model")),
        (14, (*BASE, "b", "model")),
    ]


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
