"""The explanation of a value: every layer, the winner, and what the model gets."""

import pytest

from llm_tui.model import Document
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.explanation import Explanation, Step, explain
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.plan import plan
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import MISSING
from tests.model.effective.vault import Vault

TEXT = """\
[llm]
model = "gpt-4o"
temperature = "0.5"
max_output_tokens = 100

[llm.cheap]
model = "o3"
temperature = 0.7

[llm.extra]
temperature = 0.7
completion_kwargs = { temperature = 0.1 }

[llm.gemini]
model = "gemini/gemini-2.0-flash"

[llm.lost]
temperature = 0.7
max_tokens = 5
"""


def explanation(
    name: str,
    key: str,
    text: str = TEXT,
    program: str | Dialect = "openhands",
    **environment: str,
) -> Explanation:
    program = dialect(program) if isinstance(program, str) else program
    view = Resolution(Document(text.encode()), program, environment)
    section: Path = BASE if name == "llm" else (*BASE, name)
    setting = next(setting for setting in view.settings(section) if setting.key == key)
    return explain(view, section, setting, plan(view, section, environment).request)


def step(found: Explanation, origin: Origin) -> Step:
    (one,) = (step for step in found.steps if step.origin is origin)
    return one


def test_every_layer_has_its_say_the_lowest_first() -> None:
    found = explanation("cheap", "temperature")

    assert [(step.origin, step.line, step.value) for step in found.steps] == [
        (Origin.DEFAULT, None, 0.0),
        (Origin.BASE, 3, 0.5),
        (Origin.SECTION, 8, 0.7),
        (Origin.ENVIRONMENT, None, MISSING),
    ]
    assert found.winner == found.steps[2]


def test_layers_that_say_nothing_are_listed_without_a_reason() -> None:
    found = explanation("cheap", "seed")

    assert [(step.origin, step.source, step.written, step.reason) for step in found.steps] == [
        (Origin.DEFAULT, (), MISSING, None),
        (Origin.BASE, BASE, MISSING, None),
        (Origin.SECTION, (*BASE, "cheap"), MISSING, None),
        (Origin.ENVIRONMENT, (), MISSING, None),
    ]


def test_a_key_outside_of_llm_has_no_part_in_it() -> None:
    found = explanation("llm", "temperature", "temperature = 1\n" + TEXT)

    assert [(step.origin, step.line) for step in found.steps] == [
        (Origin.DEFAULT, None),
        (Origin.SECTION, 4),
        (Origin.ENVIRONMENT, None),
    ]


def test_a_program_without_variables_has_no_layer_for_them() -> None:
    found = explanation("llm", "temperature", program="openmanus", LLM_TEMPERATURE="1")

    assert [step.origin for step in found.steps] == [Origin.DEFAULT, Origin.SECTION]


def test_a_section_with_the_name_of_a_key_is_no_value_of_that_key() -> None:
    found = explanation("llm", "seed", TEXT + "[llm.seed]\nmodel = 'm'\n")

    assert (step(found, Origin.SECTION).written, found.winner) == (MISSING, found.steps[0])


def test_a_table_of_a_section_is_a_value_also_where_it_is_not_used() -> None:
    text = TEXT + "completion_kwargs = { temperature = 0.1 }\n"

    own = step(explanation("lost", "completion_kwargs", text), Origin.SECTION)
    assert own.written == {"temperature": 0.1}


def test_the_written_value_is_beside_the_one_that_the_program_reads() -> None:
    base = step(explanation("cheap", "temperature"), Origin.BASE)

    assert (base.written, base.value, base.coerced) == ("0.5", 0.5, True)
    assert not step(explanation("cheap", "temperature"), Origin.SECTION).coerced


def test_what_only_is_written_or_only_has_a_value_is_not_coerced() -> None:
    unused, default = explanation("lost", "temperature"), explanation("cheap", "temperature")

    assert not step(unused, Origin.SECTION).coerced
    assert not step(default, Origin.DEFAULT).coerced


def test_a_variable_wins_over_the_base() -> None:
    found = explanation("llm", "temperature", LLM_TEMPERATURE="0.9")

    assert found.winner is not None
    assert (found.winner.origin, found.winner.written, found.winner.value) == (
        Origin.ENVIRONMENT, "0.9", 0.9,
    )  # fmt: skip
    assert [step.origin for step in found.steps] == [
        Origin.DEFAULT,
        Origin.SECTION,
        Origin.ENVIRONMENT,
    ]


def test_an_ignored_section_gets_the_base_and_so_its_variables() -> None:
    found = explanation("lost", "temperature", LLM_TEMPERATURE="")

    reason = "it is empty, which counts as not set"
    assert step(found, Origin.ENVIRONMENT).reason == reason


def test_a_named_section_never_sees_a_variable() -> None:
    found = explanation("cheap", "temperature", LLM_TEMPERATURE="0.9")

    assert step(found, Origin.ENVIRONMENT).reason == "named sections never see it"
    assert found.winner == step(found, Origin.SECTION)


def test_a_variable_that_can_not_be_cast_says_so() -> None:
    found = step(explanation("llm", "seed", LLM_SEED="many"), Origin.ENVIRONMENT)

    assert (found.value, found.reason) == (MISSING, "it is not a value for seed")


def test_a_value_of_an_ignored_section_names_the_key_that_causes_it() -> None:
    found = explanation("lost", "temperature")

    own = step(found, Origin.SECTION)
    assert (own.written, own.value) == (0.7, MISSING)
    assert own.reason == "all of [llm.lost] is ignored because of max_tokens"
    assert found.winner == step(found, Origin.BASE)


def test_a_value_that_the_program_refuses_says_why() -> None:
    found = explanation("llm", "num_retries", '[llm]\nnum_retries = "many"\n')

    assert step(found, Origin.SECTION).reason == "it must be a whole number"
    assert found.winner == step(found, Origin.DEFAULT)


@pytest.mark.parametrize(
    ("text", "release", "reason"),
    [
        ('[llm]\nx = [1, "a"]\ntemperature = 1\n', "0.62.0", "OpenHands can't read the file"),
        ("[core]\nllms = {}\n[llm]\ntemperature = 1\n", "0.9.0", "[llm] is not read"),
    ],
)
def test_a_value_that_is_not_even_looked_at_says_why(text: str, release: str, reason: str) -> None:
    found = explanation("llm", "temperature", text, dialect("openhands", release))

    own = step(found, Origin.SECTION)
    assert (own.written, own.value, own.reason) == (1, MISSING, reason)


def test_the_base_is_below_the_section_that_replaces_it() -> None:
    found = explanation("llm", "seed", "[llm]\nseed = 1\n[llm.llm]\nseed = 2\n")

    assert [step.value for step in found.steps[:-1]] == [None, 1, 2]


def test_a_computed_value_that_leaks_from_the_base_is_distinct_from_a_written_one() -> None:
    found = explanation("b", "api_version", '[llm]\nmodel = "azure/x"\n[llm.b]\nmodel = "o3"\n')

    base = step(found, Origin.BASE)
    assert found.winner == base
    assert (base.written, base.line, base.value) == (MISSING, None, "2024-12-01-preview")


def test_an_unknown_key_has_no_explanation_but_the_reason() -> None:
    found = explanation("lost", "max_tokens")

    reason = "OpenHands 0.62.0 has no such key"
    assert found.steps == (Step(Origin.SECTION, (*BASE, "lost"), 19, 5, MISSING, reason),)
    assert (found.winner, found.sent) == (None, None)


@pytest.mark.parametrize(
    ("program", "reason"),
    [("openmanus", "OpenManus main has no such key"), (Vault(), "a vault has none")],
)
def test_the_reason_for_an_unknown_key_is_the_programs_own_if_it_has_one(
    program: str | Dialect, reason: str
) -> None:
    found = explanation("llm", "window", '[llm]\nwindow = "w"\n', program)

    assert [step.reason for step in found.steps] == [reason]


def test_what_is_left_out_for_a_model_says_why() -> None:
    sent = explanation("cheap", "temperature").sent

    assert sent is not None
    assert (sent.arguments, sent.absent) == ({}, "o3 takes no temperature")


def test_what_is_sent_has_the_name_that_the_provider_uses() -> None:
    openai, gemini = (explanation(name, "max_output_tokens").sent for name in ("llm", "gemini"))

    assert openai is not None
    assert gemini is not None
    assert openai.arguments == {"max_completion_tokens": 100}
    assert openai.wire == (("max_completion_tokens", 100),)
    assert gemini.wire == (("generationConfig.max_output_tokens", 100),)


def test_the_model_decides_the_address() -> None:
    sent = explanation("gemini", "model").sent

    assert sent is not None
    assert sent.wire is not None
    ((name, address),) = sent.wire
    assert name == "address"
    assert address.endswith("/models/gemini-2.0-flash:generateContent")


def test_the_model_is_in_the_body_where_the_provider_takes_it_there() -> None:
    sent = explanation("llm", "model").sent

    assert sent is not None
    address = "https://api.openai.com/v1/chat/completions"
    assert sent.wire == (("model", "gpt-4o"), ("address", address))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('model = "hosted_vllm/x"\nbase_url = "https://h/v1"', "https://h/v1"),
        ('model = "gpt-4o"\nbase_url = "https://api.openai.com/v1"', "https://api.openai.com/v1"),
        ('model = "gpt-4o"\ncustom_llm_provider = "groq"', "https://api.groq.com/openai/v1"),
    ],
    ids=["needed", "as it would be", "another provider"],
)
def test_what_decides_the_address_shows_as_the_address(text: str, address: str) -> None:
    key = text.rpartition("\n")[2].partition(" ")[0]
    sent = explanation("llm", key, f"[llm]\n{text}\n").sent

    assert sent is not None
    assert sent.wire == (("address", f"{address}/chat/completions"),)


def test_a_key_of_another_name_becomes_the_argument_of_its_role() -> None:
    sent = explanation("llm", "door", '[llm]\nmodel = "m"\ndoor = "https://h"\n', Vault()).sent

    assert sent is not None
    assert sent.arguments == {"base_url": "https://h"}


def test_what_completion_kwargs_overrides_is_reported() -> None:
    sent = explanation("extra", "temperature").sent

    assert sent is not None
    assert (sent.arguments, sent.replaced) == ({"temperature": 0.1}, ("temperature",))


@pytest.mark.parametrize(
    ("name", "key", "arguments"),
    [
        ("extra", "completion_kwargs", {"temperature": 0.1}),
        ("extra", "top_p", {"top_p": 1.0}),
        ("llm", "temperature", {"temperature": 0.5}),
    ],
)
def test_extra_arguments_replace_neither_themselves_nor_others(
    name: str, key: str, arguments: dict[str, float]
) -> None:
    sent = explanation(name, key).sent

    assert sent is not None
    assert (sent.arguments, sent.replaced) == (arguments, ())


def test_a_key_for_the_program_alone_makes_no_argument() -> None:
    sent = explanation("llm", "num_retries").sent

    assert sent is not None
    assert (sent.arguments, sent.wire) == ({}, ())
