"""Sections that are lost with others, and values that the program's parser reads as others."""

from llm_tui.model.check.problem import Severity
from tests.model.check.checking import found, only

ESCAPED = '[llm."\\u00e9"]\n'
"""The program's parser takes the escape for the name."""


def messages(text: str) -> list[str]:
    return [problem.message for problem in found(text) if problem.code == "read-differently"]


def test_a_value_that_is_read_differently_is_reported_at_its_key() -> None:
    problem = only('[llm]\nmodel = "\\""\n', "read-differently")

    assert (problem.section, problem.key, problem.line) == (("llm",), "model", 2)
    assert problem.severity is Severity.ERROR
    assert problem.message == 'the TOML parser of OpenHands reads model as ""'


def test_a_value_that_is_not_read_at_all_is_reported_as_nothing() -> None:
    assert "the TOML parser of OpenHands reads é as nothing" in messages(ESCAPED + "seed = 1\n")


def test_what_is_read_instead_is_shown_as_it_is_but_for_secrets() -> None:
    text = ESCAPED + 'model = "ü"\nx = 2024-01-01\napi_key = "sk-0123456789abcdef"\n'

    (shown, _) = messages(text)

    assert '"model": "ü", "x": "2024-01-01", "api_key": "••••••••cdef"' in shown


def test_a_section_that_is_lost_with_another_is_reported_with_the_cause() -> None:
    text = '[core]\n[llm]\nmodel = "gpt-4o"\nqqqq = 1\n\n[llm.a]\nseed = 1\n'

    problem = only(text, "lost-section", release="0.20.0")

    assert (problem.section, problem.key, problem.line) == (("llm", "a"), None, 6)
    assert problem.severity is Severity.ERROR
    assert problem.message == "[llm.a] is ignored because of a problem in [llm]"
    assert "OpenHands ignores [llm.a]" in problem.consequence


def test_a_file_that_is_too_much_is_not_said_to_be_refused_by_the_program() -> None:
    problem = only("[llm]\na = " + "[" * 90 + "]" * 90, "syntax")

    assert problem.line == 2
    assert problem.consequence == "llm-tui reads none of the file; OpenHands may read it."
