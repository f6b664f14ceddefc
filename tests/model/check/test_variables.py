"""Variables of the program: which win, which do nothing, and which are read differently."""

import pytest

from llm_tui.model.check.problem import Problem, Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import found, only

FLAG = BASE + "caching_prompt = true\n"


def environment(
    text: str, name: str = "openhands", release: str | None = None, **variables: str
) -> list[Problem]:
    problems = found(text, name, release, **variables)
    return [problem for problem in problems if problem.code == "environment"]


def test_a_variable_that_wins_is_reported_at_the_key_of_the_base() -> None:
    problem = only(BASE, "environment", LLM_MODEL="o3")

    assert (problem.section, problem.key, problem.line) == (("llm",), "model", None)
    assert problem.message == "$LLM_MODEL wins over model in [llm]"


@pytest.mark.parametrize(
    ("text", "variable", "value"),
    [
        (BASE, "LLM_MODEL", "gpt-4o"),
        (BASE, "LLM_SEED", "5"),
        (BASE, "LLM_TEMPERATURE", "0.5"),
        (BASE + "temperature = 1\n", "LLM_TEMPERATURE", "1.0"),
        (named("temperature = 1\n"), "LLM_TEMPERATURE", "0.5"),
        (FLAG, "LLM_CACHING_PROMPT", "true"),
        (FLAG, "LLM_CACHING_PROMPT", "1"),
        (BASE, "MY_LLM_MODEL", "o3"),
    ],
)
def test_a_variable_that_overrides_nothing_is_no_problem(
    text: str, variable: str, value: str
) -> None:
    assert environment(text, **{variable: value}) == []


@pytest.mark.parametrize("text", ["yes", "On", "Y", "t"])
def test_a_word_that_means_yes_elsewhere_is_read_as_no(text: str) -> None:
    problem = only(FLAG, "environment", LLM_CACHING_PROMPT=text)

    assert problem.message == f"$LLM_CACHING_PROMPT = {text} is read as false; write true or 1"
    assert problem.consequence == "OpenHands uses caching_prompt = false."
    assert (problem.key, problem.severity) == ("caching_prompt", Severity.WARNING)


def test_such_a_word_is_plain_text_for_other_keys() -> None:
    assert "wins over model" in only(BASE, "environment", LLM_MODEL="y").message


def test_an_empty_variable_counts_in_releases_that_use_it() -> None:
    ignored = only(BASE, "environment", LLM_MODEL="")
    used = environment(BASE, release="0.5.3", LLM_MODEL="")

    assert (ignored.key, ignored.severity) == ("model", Severity.NOTE)
    assert ["wins over model" in problem.message for problem in used] == [True]


def test_a_variable_without_a_value_for_its_key_is_not_used() -> None:
    problem = only(BASE + "num_retries = 3\n", "environment", LLM_NUM_RETRIES="many")

    assert (problem.key, problem.severity) == ("num_retries", Severity.WARNING)
    assert problem.message == "$LLM_NUM_RETRIES is not used: it is not a value for num_retries"


@pytest.mark.parametrize(
    ("name", "end", "severity"),
    [
        ("LLM_API_BASE", "; $LLM_BASE_URL is probably meant", Severity.WARNING),
        ("LLM_TEMPRATURE", "; $LLM_TEMPERATURE is probably meant", Severity.WARNING),
        ("LLM_EMBEDDING_MODEL", "; 0.5.3 to 0.28.1 do", Severity.WARNING),
        ("LLM_ZZZZ", "", Severity.NOTE),
    ],
)
def test_an_unknown_variable_is_reported_with_the_one_that_is_meant(
    name: str, end: str, severity: Severity
) -> None:
    problem = only(BASE, "environment", **{name: "x"})

    assert f"does not read ${name}{end}|" in f"{problem.message}|"
    assert (problem.section, problem.key, problem.severity) == (("llm",), None, severity)


def test_each_variable_is_looked_at_whatever_comes_before() -> None:
    problems = environment(BASE, OTHER="x", LLM_SEED="1", LLM_ZZZZ="x", LLM_MODEL="o3")

    assert len(problems) == 2


def test_a_program_without_variables_reads_none() -> None:
    assert environment(BASE, "openmanus", LLM_MODEL="o3") == []
    assert environment(BASE, "generic", LLM_MODEL="o3") == []


@pytest.mark.parametrize("text", ["5", "[1]", "'x'", "{1: 2}", "{'a': 0x" + "f" * 5000 + "}"])
def test_extra_arguments_that_are_no_table_are_a_problem_and_no_failure(text: str) -> None:
    (problem,) = environment(BASE, LLM_COMPLETION_KWARGS=text)

    assert problem.key == "completion_kwargs"
    assert problem.severity is Severity.WARNING
