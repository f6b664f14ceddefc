"""Tables that OpenHands loses without a word of its own, and what stops it, each with its line."""

import pytest

from llm_tui.model.check.problem import Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import after_fix, codes, found, only

OLD = "0.26.0"


def test_of_two_spellings_the_later_one_replaces_the_values_of_the_other() -> None:
    text = "[core]\n[llm]\nmodel = 'openai/x'\ntemperature = 1\n[LLM]\nnum_retries = 2\n"
    problem = only(text, "lost-section", release=OLD)

    assert (problem.section, problem.line, problem.severity) == (("llm",), 2, Severity.ERROR)
    assert problem.consequence == "OpenHands ignores its values: model and temperature."
    assert only(text, "other-case", release=OLD).fix is None


def test_a_table_in_another_case_works_until_0_26_and_is_renamed() -> None:
    text = "[core]\n[LLM]\nmodel = 'openai/x'\n"
    problem = only(text, "other-case", release=OLD)

    assert (problem.line, problem.severity) == (2, Severity.NOTE)
    assert after_fix(problem, text) == text.replace("LLM", "llm")
    assert only(text, "misnamed-section", release="0.27.0").severity is Severity.ERROR


def test_faults_of_a_table_in_another_case_are_reported_at_their_lines() -> None:
    text = "[core]\n[LLM]\nbogus = 2\n[LLM.a]\ntimeout = 'x'\n"
    problems = [p for p in found(text, release=OLD) if p.severity is Severity.ERROR]

    assert [(p.code, p.section, p.key, p.line) for p in problems] == [
        ("unknown-key", ("LLM",), "bogus", 3),
        ("bad-value", ("LLM", "a"), "timeout", 5),
    ]
    assert after_fix(problems[0], text) == text.replace("bogus = 2\n", "")


@pytest.mark.parametrize("release", ["0.9.8", "0.20.0", OLD])
@pytest.mark.parametrize(
    ("text", "line"),
    [("[sandbox]\nbogus = 1\n", 5), ("[sandbox]\ntimeout = 1\nbogus = 1\n", 6)],
)
def test_a_wrong_key_in_sandbox_costs_core_with_one_warning(
    release: str, text: str, line: int
) -> None:
    core = "[core]\ndefault_agent = 'X'\n[llm]\n"
    problem = only(core + text, "lost-core", release=release)

    assert (problem.line, problem.key, problem.severity) == (line, "bogus", Severity.WARNING)
    assert problem.consequence == "OpenHands ignores all of [sandbox] and [core]: default_agent."
    assert "lost-core" not in codes(core + text, release="0.27.0")
    assert "lost-core" not in codes("[core]\n[llm]\n" + text, release=release)


def test_a_stop_is_reported_at_its_line() -> None:
    text = BASE + '\n[mcp]\nsse_servers = [\n  { url = "http://a" },\n  {},\n]\n'
    problem = only(text, "stop")

    assert (problem.section, problem.key) == (("mcp",), "sse_servers")
    assert problem.line == text[: text.index("sse_servers")].count("\n") + 1
    assert "server 2 of sse_servers: url: it is missing" in problem.message
    assert only(BASE, "stop", SANDBOX_VOLUMES="x").line is None


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        ("num_retries = 0\n", "no-retries", "num_retries"),
        ("retry_min_wait = 65\n", "swapped-waits", "retry_min_wait"),
        ("retry_max_wait = 7\n", "swapped-waits", "retry_max_wait"),
    ],
)
def test_settings_of_retries_that_do_something_else_are_warnings(
    lines: str, code: str, key: str
) -> None:
    problem = only(named(lines), code)

    assert (problem.key, problem.severity) == (key, Severity.WARNING)


@pytest.mark.parametrize(
    "lines",
    ["num_retries = 1\n", "retry_min_wait = 64\n", "num_retries = 1\nretry_min_wait = 90\n"],
)
def test_settings_of_retries_that_do_what_they_say_are_none(lines: str) -> None:
    assert codes(named(lines)) == []
