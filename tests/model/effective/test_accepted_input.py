"""What is typed becomes a value, or is refused with a reason that helps."""

from typing import Any

import pytest

from llm_tui.model.dialects.openhands.release import last_reading, release
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.errors import ValueRefusedError

FIELDS = release(last_reading()).fields

ACCEPTED: list[tuple[str, str, Accepted]] = [
    ("model", "gpt-4o", Accepted("gpt-4o")),
    ("model", " gpt-4o ", Accepted("gpt-4o")),
    ("model", '"gpt-4o"', Accepted("gpt-4o")),
    ("model", '"half', Accepted('"half')),
    ("model", "5", Accepted("5")),
    ("model", "true", Accepted("true")),
    ("base_url", '""', Accepted("")),
    ("num_retries", "1_000", Accepted(1000, "1_000")),
    ("num_retries", "0", Accepted(0, "0")),
    ("seed", "-5", Accepted(-5, "-5")),
    ("temperature", "1", Accepted(1, "1")),
    ("temperature", "2", Accepted(2, "2")),
    ("input_cost_per_token", "3e-6", Accepted(3e-6, "3e-6")),
    ("caching_prompt", "True", Accepted(True)),
    ("completion_kwargs", "{ a = 1 }", Accepted({"a": 1}, "{ a = 1 }")),
    (
        "safety_settings",
        '[{ category = "c" }]',
        Accepted([{"category": "c"}], '[{ category = "c" }]'),
    ),
]


@pytest.mark.parametrize(("key", "text", "expected"), ACCEPTED)
def test_what_is_typed_becomes_a_value(key: str, text: str, expected: Accepted) -> None:
    accepted = accept(FIELDS[key], text)

    assert accepted == expected
    assert type(accepted.value) is type(expected.value)


TABLE = r"\{ key = 1 \}"
TABLES = r'\[\{ category = "x" \}\]'

REFUSED = [
    ("num_retries", "five", "must be a whole number$"),
    ("num_retries", "5.5", "without a decimal point"),
    ("num_retries", "-1", "at least 0$"),
    ("num_retries", "", "unset it instead"),
    ("num_retries", "5 # five", "whole number"),
    ("num_retries", "5\nmodel = 1", "whole number"),
    ("temperature", "3", "at most 2$"),
    ("temperature", "nan", "at least 0"),
    ("temperature", "true", "must be a number$"),
    ("temperature", "hot", "must be a number$"),
    ("caching_prompt", "yes", "true or false"),
    ("model", "", "unset it"),
    ("completion_kwargs", "[1]", f"must be a table: {TABLE}$"),
    ("completion_kwargs", "{ a = }", rf"not TOML: (?!unexpected text).*\. Write it like {TABLE}$"),
    ("completion_kwargs", "{} # none", "not TOML: unexpected text after the value"),
    ("safety_settings", "[{]", f"not TOML: .* Write it like {TABLES}$"),
    ("safety_settings", "1", f"hold text: {TABLES}$"),
    ("safety_settings", '["c"]', "hold text"),
    ("safety_settings", "[{ category = 1 }]", "hold text"),
    ("safety_settings", '[{ category = "c", threshold = 1 }]', "hold text"),
    ("safety_settings", '[{ category = "c" }, { category = 1 }]', "hold text"),
]


@pytest.mark.parametrize(("key", "text", "reason"), REFUSED)
def test_what_cannot_be_taken_is_refused_with_the_reason(key: str, text: str, reason: str) -> None:
    with pytest.raises(ValueRefusedError, match=reason):
        accept(FIELDS[key], text)


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), ("true", True), ("plain text", "plain text"), ("[1]", [1])]
)
def test_for_a_key_of_unknown_type_toml_is_toml_and_the_rest_is_text(text: str, value: Any) -> None:
    assert accept_any(text).value == value


def test_a_number_keeps_its_spelling_without_the_blanks_around_it() -> None:
    assert accept_any(" 1_000 ") == Accepted(1000, "1_000")
