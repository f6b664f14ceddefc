"""Tables beside `[llm]` whose names were meant to be those of sections."""

import pytest

from llm_tui.model.check.problem import Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import after_fix, codes, found, only


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[LLM]", "[llm]"),
        ("[llms]", "[llm]"),
        ("[llm_config]", "[llm]"),
        ("[LLMs.x]", "[llm.x]"),
        ("[llm_configs.x]", "[llm.x]"),
        ("[llm-x]", "[llm.x]"),
        ("[llm_x]", "[llm.x]"),
        ("[LLMS-x]", "[llm.x]"),
    ],
)
def test_a_table_is_renamed_to_the_section_that_was_meant(written: str, meant: str) -> None:
    text = f"{written}\nseed = 1\n"

    problem = only(text, "misnamed-section")

    assert (problem.line, problem.key, problem.severity) == (1, None, Severity.ERROR)
    assert after_fix(problem, text) == f"{meant}\nseed = 1\n"
    assert problem.fix is not None
    assert (problem.fix.label, problem.fix.result) == (f"rename {written} to {meant}", meant)
    assert problem.fix.certain


@pytest.mark.parametrize(
    "text",
    [
        BASE + "\n[LLM]\nseed = 1\n",
        BASE + "\n[llms]\nseed = 1\n",
        named("seed = 1\n", "x") + "\n[llms.x]\nseed = 1\n",
        named("seed = 1\n", "x") + "\n[llm-x]\nseed = 1\n",
    ],
)
def test_a_name_that_is_taken_is_not_given_again(text: str) -> None:
    assert only(text, "misnamed-section").fix is None


def test_keys_and_tables_of_one_table_are_reported_each() -> None:
    text = "[llms]\nseed = 1\n[llms.x]\nseed = 1\n[llms.y]\nseed = 1\n"

    assert [p.section for p in found(text) if p.code == "misnamed-section"] == [
        ("llms",),
        ("llms", "x"),
        ("llms", "y"),
    ]


@pytest.mark.parametrize("text", ["llms = 1\n", "[my-llm-x]\na = 1\n", "[llmx]\na = 1\n"])
def test_other_tables_and_values_are_none_of_ours(text: str) -> None:
    assert "misnamed-section" not in codes(text)


def test_a_section_with_the_name_of_a_key_sets_no_such_key() -> None:
    assert found(named("seed = 1\n", "ollama_base_url")) == ()


def test_a_release_that_ignores_case_finds_its_section() -> None:
    text = f"[core]\n{BASE.replace('llm', 'LLM')}"

    assert "misnamed-section" not in codes(text, release="0.20.0")


def test_tables_are_found_in_a_file_that_the_program_cannot_read() -> None:
    text = 'x = [1, "a"]\n[LLM]\nseed = 1\n'

    assert codes(text) == ["parser", "misnamed-section"]
