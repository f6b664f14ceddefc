"""Settings that make a call fail, or never reach it: where they are reported, and the fix."""

import pytest

from llm_tui.model import Document
from llm_tui.model.check import Checker
from llm_tui.model.check.problem import Severity
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Field, FieldKind, Role
from llm_tui.model.effective.resolution import Resolution
from tests.model.check.cases import BASE, named
from tests.model.check.checking import TODAY, after_fix, codes, found, only

WRONG = 'base_url = "localhost:80"\n'


def keys(text: str, code: str) -> list[tuple[str, str | None]]:
    return [(str(p.section[-1]), p.key) for p in found(text) if p.code == code]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (WRONG, "base_url"),
        (WRONG + 'model = "openai/m"\n', "base_url"),
        ('model = "openai/m"\n', "model"),
        ('custom_llm_provider = "openai"\n', "base_url"),
        ('api_key = "sk-other-00000000000"\n', "base_url"),
    ],
)
def test_a_wrong_address_is_reported_where_the_destination_is_set(body: str, key: str) -> None:
    text = BASE + WRONG + f"\n[llm.a]\n{body}"

    assert keys(text, "bad-address") == [("llm", "base_url"), ("a", key)]


def test_a_section_that_only_inherits_a_mistake_is_not_blamed() -> None:
    wrong = WRONG + "timeout = 0\nnum_retries = 50\ntemperature = 0.5\n"
    text = BASE.replace("sk-base", " sk-base").replace("gpt-4o", "o3") + wrong

    inheriting = found(text + "\n[llm.a]\nseed = 1\n")

    assert {problem.section for problem in inheriting} == {("llm",)}
    assert {problem.code for problem in inheriting} == {
        *("bad-address", "zero-timeout", "unsendable-key", "long-waits", "not-sent")
    }


def test_what_is_ignored_or_has_no_model_makes_no_call() -> None:
    assert codes(named("qqqq = 1\ntimeout = 0\n")) == ["unknown-key"]
    assert codes(BASE.replace("gpt-4o", "") + WRONG) == ["unplaced-model"]


def test_a_section_without_a_model_has_one_problem() -> None:
    assert codes('[llm]\nmodel = ""\n') == ["unplaced-model"]


def test_a_host_that_cannot_be_read_is_reported_at_the_address() -> None:
    problem = only(named('base_url = "http://[h"\n'), "bad-address")

    assert (problem.key, problem.severity, problem.fix) == ("base_url", Severity.WARNING, None)
    assert problem.consequence == "Every call fails."


def test_a_key_that_goes_to_another_company_is_an_error() -> None:
    text = named('base_url = ""\nmodel = "litellm_proxy/m"\n')

    problem = only(text, "foreign-host")

    assert (problem.key, problem.severity, problem.fix) == ("base_url", Severity.ERROR, None)


@pytest.mark.parametrize(
    ("address", "better", "certain"),
    [
        ("h:80/v1", "http://h:80/v1", False),
        ("https://h/v1/chat/completions", "https://h/v1", True),
        ("https://me:password@h/chat/completions", "https://me:password@h", True),
        ("http://h?x=1", None, False),
        ("<your address>", None, False),
    ],
)
def test_the_fix_of_an_address(address: str, better: str | None, certain: bool) -> None:
    text = named(f'base_url = "{address}"\n')

    fix = only(text, "bad-address").fix

    if better is None:
        assert fix is None
        return
    assert fix is not None
    assert after_fix(only(text, "bad-address"), text) == text.replace(address, better)
    assert fix.certain is certain
    assert fix.label == f'write base_url = "{fix.result}" in [llm.a]'
    assert "password" not in fix.label


def test_a_timeout_of_zero_is_reported_once() -> None:
    problem = only(named("seed = 1\ntimeout = 0\n"), "zero-timeout")

    assert (problem.key, problem.severity) == ("timeout", Severity.WARNING)
    assert codes(named("timeout = 0\n")) == ["zero-timeout"]


@pytest.mark.parametrize(
    ("body", "reported"),
    [
        # Three attempts wait twice; more than ten minutes are not taken for intended.
        ("num_retries = 3\nretry_min_wait = 300\nretry_max_wait = 300\n", None),
        ("num_retries = 3\nretry_min_wait = 301\nretry_max_wait = 300\n", "num_retries"),
        # The shortest wait wins over the longest.
        ("num_retries = 3\nretry_min_wait = 400\nretry_max_wait = 1\n", "num_retries"),
        ("retry_min_wait = 400\n", "retry_min_wait"),
        ("retry_multiplier = 90000\nretry_max_wait = 200\n", "retry_multiplier"),
        ("retry_multiplier = 0.001\nretry_min_wait = 0\nretry_max_wait = 5000\n", None),
    ],
)
def test_waits_of_more_than_ten_minutes_are_reported(body: str, reported: str | None) -> None:
    assert [key for _, key in keys(named(body), "long-waits")] == ([reported] if reported else [])


OLD = '[core]\n[llm]\nmodel = "gpt-4o"\n'
"""A release before 0.21.0 checks no types."""


@pytest.mark.parametrize(
    "waits",
    ["num_retries = 'many'\nretry_min_wait = 4000\n", "num_retries = 9\nretry_min_wait = 'long'\n"],
)
def test_waits_that_are_no_numbers_are_not_added_up(waits: str) -> None:
    assert codes(OLD + waits, release="0.15.0") == []


def test_waits_are_added_up_where_they_are_not_multiplied() -> None:
    waits = "num_retries = 20\nretry_min_wait = 700\n"

    assert "long-waits" in codes(OLD + waits, release="0.5.3")


OLLAMA = 'ollama_base_url = "http://h:11434"\n'


@pytest.mark.parametrize(
    ("body", "severity", "fixed"),
    [
        ('model = "ollama/m"\n', Severity.WARNING, True),
        ('model = "ollama_chat/m"\n', Severity.WARNING, True),
        ('model = "ollama/m"\nbase_url = ""\n', Severity.WARNING, False),
        ('model = "gpt-4o"\n', Severity.NOTE, False),
        ('model = "whose"\n', Severity.NOTE, False),
    ],
)
def test_the_address_that_only_lists_ollamas_models(
    body: str, severity: Severity, fixed: bool
) -> None:
    text = named(body + OLLAMA)

    (problem,) = [p for p in found(text) if p.key == "ollama_base_url"]

    assert (problem.code, problem.severity) == ("not-sent", severity)
    is_ollama = severity is Severity.WARNING
    assert ("http://localhost:11434" in problem.consequence) is is_ollama
    assert ("not Ollama's" in problem.consequence) is not is_ollama
    if fixed:
        assert problem.fix is not None
        assert problem.fix.label == "rename ollama_base_url to base_url in [llm.a]"
        assert after_fix(problem, text) == text.replace("ollama_base_url", "base_url")
    else:
        assert problem.fix is None


@pytest.mark.parametrize(
    "body", ['ollama_base_url = ""\n', OLLAMA + 'base_url = "http://h:11434"\n']
)
def test_an_address_that_misses_nothing_is_no_problem(body: str) -> None:
    assert codes(named(f'model = "ollama/m"\n{body}')) == []


def test_a_key_that_the_model_does_not_get_is_noted() -> None:
    problem = only(named('model = "o3"\ntop_p = 0.5\n'), "not-sent")

    assert (problem.key, problem.severity, problem.fix) == ("top_p", Severity.NOTE, None)
    assert problem.message.startswith("top_p is not sent: ")


def test_nothing_is_noted_of_keys_whose_meaning_is_not_known() -> None:
    assert found('[llm]\nmodel = "openai/m"\nsomething = 1\n', "generic") == ()


class Renamer(Dialect):
    """A program with other names for its keys."""

    name, program = "renamer", "Renamer"
    fields = {
        field: Field(field, FieldKind.TEXT, True, None, "Keys", "", role=role)
        for field, role in {"model": Role.MODEL, "endpoint": Role.BASE_URL}.items()
    }


def test_problems_are_found_at_the_keys_that_a_program_has_for_them() -> None:
    text = '[llm.a]\nmodel = "openai/m"\nendpoint = "localhost:80"\n'

    problems = Checker({}, TODAY).problems(Resolution(Document(text.encode()), Renamer(), {}))

    assert [(p.code, p.key, p.line) for p in problems] == [("bad-address", "endpoint", 3)]
