"""The consequences of an ignored section: who loses what, and what is used instead."""

import pytest

from llm_tui.model.check.phrases import counted, listed
from tests.model.check.cases import BASE, named
from tests.model.check.checking import found, only

LOST = BASE + "max_tokens = 1\n"
RUNS_ON = "OpenHands ignores all of [llm] and runs on "


def consequence(text: str, code: str = "unknown-key", **environment: str) -> str:
    return only(text, code, **environment).consequence


def test_words_are_listed_as_in_a_sentence() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert [counted(n, "edit") for n in (0, 1, 2)] == ["0 edits", "1 edit", "2 edits"]


@pytest.mark.parametrize(
    ("sections", "lost"),
    [
        ("", ""),
        ("[llm.a]\nseed = 1\n", "; 1 section loses model and api_key and runs on it too"),
        ("[llm.a]\nmodel = 'o3'\n", "; 1 section loses api_key"),
        ("[llm.a]\nmodel = 'o3'\napi_key = 'x'\n", ""),
        ("[llm.a]\nqqqq = 1\n", ""),
    ],
)
def test_the_sections_that_inherit_lose_what_they_do_not_set(sections: str, lost: str) -> None:
    (problem,) = [p for p in found(LOST + sections) if p.key == "max_tokens"]

    assert problem.consequence == (
        f"{RUNS_ON}claude-sonnet-4-20250514, its built-in default, without your api_key{lost}."
    )


def test_only_keys_with_a_value_are_lost() -> None:
    text = '[llm]\nmodel = "gpt-4o"\napi_key = ""\nmax_tokens = 1\n'

    assert consequence(text) == f"{RUNS_ON}claude-sonnet-4-20250514, its built-in default."


def test_a_variable_says_what_is_used_instead_of_an_ignored_base() -> None:
    assert consequence(LOST, LLM_MODEL="o3") == f"{RUNS_ON}o3, without your api_key."


def test_where_nothing_is_inherited_no_section_loses_anything() -> None:
    text = f"[core]\n{LOST}\n[llm.a]\nseed = 1\n"

    problem = only(text, "unknown-key", release="0.20.0")

    assert problem.consequence.endswith("without your api_key.")


@pytest.mark.parametrize(
    ("agents", "who"),
    [
        ("", "anything that refers to it gets"),
        ("[agent.X]\nllm_config = 'a'\n", "agent.X gets"),
        ("[agent.X]\nllm_config = 'a'\n[agent.Y]\nllm_config = 'a'\n", "agent.X and agent.Y get"),
        ("[agent.X]\nllm_config = 'b'\n", "anything that refers to it gets"),
    ],
)
def test_who_refers_to_an_ignored_section_gets_the_base(agents: str, who: str) -> None:
    assert consequence(named("qqqq = 1\n") + agents) == (
        f"OpenHands ignores [llm.a]: {who} [llm] instead, model gpt-4o."
    )


def test_of_many_users_the_first_are_named_and_the_others_counted() -> None:
    agents = "".join(f"[agent.X{number}]\nllm_config = 'a'\n" for number in range(12))

    assert consequence(named("qqqq = 1\n") + agents) == (
        "OpenHands ignores [llm.a]: agent.X0, agent.X1, agent.X2, agent.X3, agent.X4, agent.X5,"
        " agent.X6, agent.X7 and 4 others get [llm] instead, model gpt-4o."
    )


def test_without_a_base_the_built_in_defaults_are_left() -> None:
    text = LOST + "\n[llm.a]\nqqqq = 1\n"

    (problem,) = [p for p in found(text) if p.key == "qqqq"]

    assert problem.consequence.endswith(
        "gets the built-in defaults instead, model claude-sonnet-4-20250514."
    )


def test_a_program_that_stops_uses_nothing_instead() -> None:
    text = named("qqqq = 1\n") + "\n[sandbox]\nqqq = 1\n"

    assert consequence(text) == "OpenHands stops when it starts."


def test_a_file_that_cannot_be_read_leaves_a_program_without_defaults_nothing() -> None:
    assert [p.code for p in found("[llm]\nmodel = \n", "generic")] == ["syntax"]
