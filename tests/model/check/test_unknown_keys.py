"""Keys that are not known: what was meant by them, and whether the fix is certain."""

import pytest

from tests.model.check.cases import BASE, named
from tests.model.check.checking import after_fix, codes, found, only

REST = "seed = 1\n"


@pytest.mark.parametrize(
    ("body", "words", "fixed", "certain"),
    [
        # Another name of a key that is known: certain where the value is right for it.
        ("api_base = 'http://h'", "base_url is prob", "base_url = 'http://h'", True),
        ("max_tokens = 'many'", "max_output_tokens is", "max_output_tokens = 'many'", False),
        ("api_type = 'openai'", "_provider is prob", "custom_llm_provider = 'openai'", True),
        ("api_type = 'nobody'", "_provider is prob", "custom_llm_provider = 'nobody'", False),
        ("temp = 1\ntemperature = 1", "is set as well", "temperature = 1", False),
        # The name of a variable that would hold the API key.
        ("api_key_env = 'MY_KEY'", "goes into api_key", "", False),
        ("model = 'groq/x'\nenv_key = 'GROQ_API_KEY'", "goes into", "model = 'groq/x'", True),
        ("model = 'groq/x'\nenv_key = 'OPENAI_API_KEY'", "goes into", "model = 'groq/x'", False),
        ("api_key = 'x'\nmodel = 'groq/x'\nenv_key = 'GROQ_API_KEY'", "goes into",
         "api_key = 'x'\nmodel = 'groq/x'", False),
        # The provider, which belongs before the model's name.
        ("model = 'x'\nProvider = ' Groq '", "before the model's", 'model = "groq/x"', True),
        ("model = 'x'\nprovider = 'openhands'", "before", 'model = "openhands/x"', True),
        ("model = 'a/x'\nprovider = 'groq'", "before", 'model = "groq/a/x"', False),
        ("model = 'groq/x'\nprovider = 'groq'", "before", "model = 'groq/x'", True),
        ("model = 'x'\nprovider = 'nobody'", "before the model's", "model = 'x'", False),
        ("model = ''\nprovider = 'groq'", "before the model's", "model = ''", False),
        ("model = 4\nprovider = 'groq'", "before the model's", "model = 4", False),
        ("provider = 'groq'", "before the model's name", "", False),
        ("provider = 4", "provider: OpenHands 0.62.0 has no such key", "", False),
        # A parameter of the request.
        ("logit-bias = 1", "such parameters go into completion_kwargs of a named", "", False),
    ],
)  # fmt: skip
def test_an_unknown_key_is_replaced_by_what_was_meant(
    body: str, words: str, fixed: str, certain: bool
) -> None:
    text = named(f"{body}\n{REST}")

    problem = only(text, "unknown-key")

    assert words in problem.message
    assert problem.fix is not None
    # A key that is rewritten keeps its quotes, a new value has double ones.
    body_after = f"{fixed}\n" if fixed else ""
    assert after_fix(problem, text).replace('"', "'") == (
        named(body_after + REST).replace('"', "'")
    )
    assert problem.fix.certain is certain


def test_the_label_of_a_fix_names_what_happens_and_where() -> None:
    def label(body: str) -> str:
        fix = only(named(body), "unknown-key").fix
        assert fix is not None
        return f"{fix.label} | {fix.result}"

    assert label("temp = 1\n") == "rename temp to temperature in [llm.a] | temperature"
    assert label("zzzz = 1\n") == "unset zzzz in [llm.a] | unset zzzz"
    assert label("model = 'x'\nprovider = 'groq'\n") == (
        'write model = "groq/x" in [llm.a], unset provider | groq/x'
    )
    assert label("model = 'groq/x'\nprovider = 'groq'\n") == (
        "unset provider in [llm.a]: groq/x already names the provider | groq/x"
    )


def test_a_parameter_is_not_sent_to_a_key_that_the_release_lacks() -> None:
    problem = only(named("logit_bias = 1\n"), "unknown-key", release="0.30.0")

    assert "completion_kwargs" not in problem.message


def test_each_unknown_key_has_its_problem_and_a_refused_value_another() -> None:
    problems = found(named("qqqq = 1\nmodel = 4\nzzzz = 2\n"))

    assert [(problem.code, problem.key) for problem in problems] == [
        ("unknown-key", "qqqq"),
        ("bad-value", "model"),
        ("unknown-key", "zzzz"),
    ]


@pytest.mark.parametrize(
    ("header", "quoted"),
    [
        ("[llm.gpt-4.1]", '[llm."gpt-4.1"]'),
        ("[llm.gpt-4.1.mini]", '[llm."gpt-4.1.mini"]'),
        ("[llm.v2.beta]", '[llm."v2.beta"]'),
        ("[llm.claude.4o]", '[llm."claude.4o"]'),
        ("[llm.fast.cheap]", None),
    ],
)
def test_a_name_with_a_dot_gets_its_quotes_where_it_ends_in_a_version(
    header: str, quoted: str | None
) -> None:
    text = f"{BASE}\n[llm.x]\nseed = 2\n\n{header}\nseed = 1\n"

    problem = only(text, "nested-section")

    assert f"{header} without quotes is" in problem.message
    assert "OpenHands has no sections in sections" in problem.message
    if quoted is None:
        assert problem.fix is None
    else:
        assert after_fix(problem, text) == text.replace(header, quoted)
        assert problem.fix is not None
        assert (problem.fix.label, problem.fix.result) == (f"rename {header} to {quoted}", quoted)


def test_a_name_with_a_dot_is_not_given_to_two_sections() -> None:
    text = named("seed = 1\n", '"gpt-4.1"') + "\n[llm.gpt-4.1]\nseed = 2\n"

    assert only(text, "nested-section").fix is None


@pytest.mark.parametrize("table", ["b = { c = 1 }\n", "[[llm.a.b.c]]\nd = 1\n"])
def test_a_table_that_is_no_section_is_unset(table: str) -> None:
    text = named(f"seed = 1\n{table}")

    problem = only(text, "nested-section")

    assert problem.message == "b is a table in [llm.a], and OpenHands 0.62.0 has no such key"
    assert problem.fix is not None
    assert problem.fix.label == "unset b in [llm.a]"
    assert not problem.fix.certain


WRITE_IT = "; write it into the named sections that need it"


@pytest.mark.parametrize(
    ("body", "key", "end", "fixed"),
    [
        ("completion_kwargs = { a = 1 }\n", "completion_kwargs", WRITE_IT, BASE),
        ("\n[llm.completion_kwargs]\na = 1\n", "completion_kwargs", WRITE_IT, None),
        ("\n[llm.safety_settings]\na = 1\n", "safety_settings", WRITE_IT, None),
        ("timeout = { a = 1 }\n", "timeout", "", BASE),
        ("extra = { a = 1 }\n", "extra", "", BASE),
    ],
)
def test_a_table_in_the_base_is_taken_for_a_section(
    body: str, key: str, end: str, fixed: str | None
) -> None:
    problem = only(BASE + body, "table-in-base")

    assert problem.message == (
        f"OpenHands reads the table {key} in [llm] as a section of that name{end}"
    )
    assert problem.consequence == f"OpenHands ignores it, and {key} has no effect."
    if fixed is None:
        assert problem.fix is None
    else:
        assert after_fix(problem, BASE + body) == fixed
    assert codes(BASE + body) == ["table-in-base"]


def test_a_section_with_the_name_of_another_key_is_a_section() -> None:
    assert codes(named("qqqq = 1\n", "timeout")) == ["unknown-key"]


def test_a_base_without_a_header_is_no_table_in_itself() -> None:
    assert codes("llm.model = 'gpt-4o'\nllm.qqqq = 1\n") == ["unknown-key"]
