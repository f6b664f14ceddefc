"""Values that are refused, each with the one that was meant; and numbers that do harm."""

import pytest

from tests.model.check.cases import BASE, named
from tests.model.check.checking import after_fix, codes, found, only

REFUSED: list[tuple[str, str | None, bool]] = [
    # No value at all.
    ("timeout = ' none '", "", True),
    ("timeout = 'Default'", "", True),
    # Text without its quotes.
    ("api_version = 1.10", "api_version = '1.10'", True),
    ("model = true", "model = 'true'", True),
    ("model = ['gpt-4o']", None, False),
    ("base_url = { host = 'h' }", None, False),
    # A word for yes or no.
    ("caching_prompt = ' Disabled '", "caching_prompt = false", True),
    ("caching_prompt = 'enable'", "caching_prompt = true", True),
    ("caching_prompt = 'perhaps'", None, False),
    ("caching_prompt = '8k'", None, False),
    ("seed = 'enabled'", None, False),
    # Groups of digits: a comma may be meant as the point of a fraction.
    ("max_output_tokens = ' 8 192'", "max_output_tokens = 8192", True),
    ("max_output_tokens = '-8,192'", "max_output_tokens = -8192", True),
    ("max_output_tokens = '8,192 tokens'", None, False),
    ("top_k = '1 500'", "top_k = 1500", True),
    ("top_k = '1,500'", "top_k = 1500", False),
    # Seconds for times, thousands for all else.
    ("timeout = '30 sec'", "timeout = 30", True),
    ("retry_min_wait = '5s'", "retry_min_wait = 5", True),
    ("timeout = '1.5s'", None, False),
    ("timeout = '30k'", None, False),
    ("timeout = '30s or so'", None, False),
    ("max_output_tokens = '30s'", None, False),
    ("max_output_tokens = '1.5K'", "max_output_tokens = 1500", False),
    ("max_output_tokens = '1m'", "max_output_tokens = 1000000", False),
    ("max_output_tokens = '0.0005k'", None, False),
    ("top_k = '0.0005k'", "top_k = 0.5", False),
]


@pytest.mark.parametrize(("line", "meant", "certain"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_refused_value_is_replaced_by_the_one_that_was_meant(
    line: str, meant: str | None, certain: bool
) -> None:
    text = named(f"{line}\nmax_input_tokens = 9\n")

    problem = only(text, "bad-value")

    if meant is None:
        assert problem.fix is None
        return
    assert problem.fix is not None
    line_after = f"{meant}\n".replace("'", '"') if meant else ""
    assert after_fix(problem, text) == named(f"{line_after}max_input_tokens = 9\n")
    assert problem.fix.certain is certain


def test_the_label_of_a_fix_shows_the_new_line_and_no_secret() -> None:
    number = only(named("timeout = '30s'\n"), "bad-value").fix
    text = only(named("model = 4\n"), "bad-value").fix
    secret = only(named("api_key = 1234567890\n"), "bad-value").fix

    assert number is not None
    assert text is not None
    assert secret is not None
    assert (number.label, number.result) == ("write timeout = 30 in [llm.a]", "30")
    assert (text.label, text.result) == ('write model = "4" in [llm.a]', '"4"')
    assert (secret.label, secret.result) == ("write api_key = it in quotes in [llm.a]", "in quotes")


def test_a_key_that_is_not_there_has_a_problem_without_a_fix() -> None:
    problem = only('[llm]\nmodel = "gpt-4o"\nbase_url = "http://h/v1"\n', "bad-value", "openmanus")

    assert (problem.key, problem.line, problem.fix) == ("api_key", 1, None)
    assert problem.message == "api_key: OpenManus does not start without it"


AS_IT_IS = "OpenHands uses it as it is"
NO_DEFAULT = f"{AS_IT_IS}: 0 does not mean the default."
REFUSED_SO = ", which providers refuse."
OUT_OF_RANGE = [
    ("temperature = -1", "at least 0", f"{AS_IT_IS}. It is sent as -1{REFUSED_SO}", False),
    ("top_p = 1.5", "at most 1", f"{AS_IT_IS}. It is sent as 1.5{REFUSED_SO}", False),
    ("max_output_tokens = -1", "at least 1", f"{AS_IT_IS}. It is sent as -1{REFUSED_SO}", False),
    (
        "max_output_tokens = 0",
        "at least 1",
        f"{NO_DEFAULT} It is sent as 0{REFUSED_SO}",
        True,
    ),
    ("max_message_chars = 0", "at least 1", f"{AS_IT_IS}.", False),
    ("timeout = -1", "at least 1", f"{AS_IT_IS}.", False),
]


@pytest.mark.parametrize(("line", "bound", "consequence", "certain"), OUT_OF_RANGE)
def test_a_number_out_of_range_is_reported_with_its_bound_and_its_way(
    line: str, bound: str, consequence: str, certain: bool
) -> None:
    problem = only(named(f"{line}\n"), "out-of-range")

    assert problem.message == f"{line}: it must be {bound}"
    assert problem.consequence == consequence
    assert problem.fix is not None
    assert problem.fix.certain is certain


@pytest.mark.parametrize(
    "line", ["temperature = 0", "temperature = 2", "top_p = 1", "timeout = 1", "num_retries = 1"]
)
def test_a_bound_itself_is_in_range(line: str) -> None:
    assert codes(named(f"{line}\n")) == []


def test_the_values_of_an_ignored_section_do_no_harm() -> None:
    wrong = "max_tokens = 'x'\ntemperature = 9\n"

    assert codes(named(wrong.replace("tokens = 'x'", "tokens = 1"))) == ["unknown-key"]
    text = f"{BASE}base_url = 'http://h/v1'\n\n[llm.vision]\n{wrong}"
    assert codes(text, "openmanus", "0.3.0") == ["bad-value"]


def test_each_of_several_values_is_looked_at() -> None:
    lines = "caching_prompt = true\nmodel = 4\nqqqq = 1\ntimeout = 'x'\nseed = 'x'\n"
    refused = [problem.key for problem in found(named(lines)) if problem.code == "bad-value"]
    assert refused == ["model", "timeout", "seed"]

    lines = "caching_prompt = true\ntimeout = 0\ntemperature = 3\ntop_p = 2\n"
    wide = [problem.key for problem in found(BASE + lines) if problem.code == "out-of-range"]
    assert wide == ["temperature", "top_p"]
