"""Texts of a section that are empty, placeholders, or the names of variables."""

import pytest

from llm_tui.model.check.api_keys import is_placeholder
from llm_tui.model.check.problem import Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import codes, found, only

ADDRESS = BASE + 'base_url = "http://h/v1"\napi_version = "1"\n'


@pytest.mark.parametrize(
    ("key", "consequence"),
    [
        ("api_key", "The section has no API key"),
        ("base_url", "provider's own address"),
        ("api_version", "OpenHands uses no api_version here."),
    ],
)
def test_an_empty_text_hides_what_would_be_inherited(key: str, consequence: str) -> None:
    problem = only(f'{ADDRESS}\n[llm.a]\nseed = 1\n{key} = ""\n', "empty-override")

    assert (problem.section, problem.key, problem.severity) == (
        ("llm", "a"),
        key,
        Severity.WARNING,
    )
    assert problem.message == f"{key} is empty here, and hides that of [llm]"
    assert consequence in problem.consequence
    assert problem.fix is not None
    assert problem.fix.label == f"unset {key} in [llm.a]"
    assert not problem.fix.certain


@pytest.mark.parametrize(
    "text",
    [
        BASE + 'base_url = ""\n',
        BASE + 'base_url = ""\n\n[llm.a]\nbase_url = ""\n',
        named('base_url = ""\n'),
    ],
)
def test_an_empty_text_that_hides_nothing_is_no_problem(text: str) -> None:
    assert codes(text) == []


def test_an_ignored_section_hides_nothing() -> None:
    assert codes(named('api_key = ""\nqqqq = 1\n')) == ["unknown-key"]


@pytest.mark.parametrize(
    ("key", "value", "variable"),
    [
        ("api_key", " $OPENAI_API_KEY ", "OPENAI_API_KEY"),
        ("api_key", "${KEY:-x}", "KEY"),
        ("api_key", "%KEY%", "KEY"),
        ("api_key", "{{ secrets.key }}", "secrets.key"),
        ("api_key", "$(pass key)", "pass key"),
        ("api_key", "os.environ/KEY", "KEY"),
        ("base_url", "$ADDRESS", "ADDRESS"),
    ],
)
def test_a_variable_in_a_text_is_named_and_not_looked_up(
    key: str, value: str, variable: str
) -> None:
    problem = only(named(f'{key} = "{value}"\n'), "variable-in-value")

    assert problem.message == (
        f"{key} names the variable {variable}, which OpenHands does not look up"
    )
    assert (" Without " in problem.consequence) is (key == "api_key")


def test_text_around_a_variable_makes_it_a_text() -> None:
    assert "variable-in-value" not in codes(named('api_key = "sk-$KEY"\n'))
    assert "variable-in-value" not in codes(named('api_key = "$KEY-x"\n'))


@pytest.mark.parametrize(
    ("body", "reported"),
    [
        ('api_key = "changeme"\n', True),
        ('api_key = "changeme"\nmodel = "groq/x"\n', True),
        ('api_key = "changeme"\nmodel = "ollama/x"\n', False),
        ('api_key = "changeme"\nmodel = "ollama/a/x"\n', False),
        ('api_key = "changeme"\nbase_url = "http://h/v1"\n', False),
        ('aws_access_key_id = "changeme"\n', True),
        ('model = "openai/example"\n', False),
        ('custom_tokenizer = "example"\n', False),
        ("api_key = 5\n", False),
    ],
)
def test_only_a_secret_that_is_needed_can_be_a_placeholder(body: str, reported: bool) -> None:
    assert ("placeholder" in codes(named(body))) is reported


def test_each_text_is_looked_at_whatever_comes_before() -> None:
    text = named('zzzz = "x"\ntimeout = 5\napi_key = "changeme"\nbase_url = "$HOST"\n')

    assert [p.key for p in found(text) if p.code != "unknown-key"] == ["api_key", "base_url"]
    assert "placeholder" in codes(named('timeout = 5\napi_key = "changeme"\n'))


@pytest.mark.parametrize("key", ["  changeme ", "SK-xxxx", "sk-ant-your-key-here"])
def test_blanks_and_case_do_not_make_a_placeholder_a_key(key: str) -> None:
    assert is_placeholder(key)


@pytest.mark.parametrize("key", ["changeme2", "my-changeme", "sk-7example0token", "sk-changeme"])
def test_a_text_that_only_contains_a_placeholder_is_a_key(key: str) -> None:
    assert not is_placeholder(key)
