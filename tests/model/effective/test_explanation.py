"""The explanation of a value: every layer, the winner, and what the model gets."""

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.explanation import Explanation, Step, explain
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.plan import plan
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import MISSING

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


def explanation(name: str, key: str, text: str = TEXT, **environment: str) -> Explanation:
    view = Resolution(Document(text.encode()), dialect("openhands"), environment)
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


def test_the_written_value_is_beside_the_one_that_the_program_reads() -> None:
    base = step(explanation("cheap", "temperature"), Origin.BASE)

    assert (base.written, base.value, base.coerced) == ("0.5", 0.5, True)
    assert not step(explanation("cheap", "temperature"), Origin.SECTION).coerced


def test_a_variable_wins_over_the_base() -> None:
    found = explanation("llm", "temperature", LLM_TEMPERATURE="0.9")

    assert found.winner is not None
    assert (found.winner.origin, found.winner.written, found.winner.value) == (
        Origin.ENVIRONMENT, "0.9", 0.9,
    )  # fmt: skip


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


def test_a_computed_value_that_leaks_from_the_base_is_distinct_from_a_written_one() -> None:
    found = explanation("b", "api_version", '[llm]\nmodel = "azure/x"\n[llm.b]\nmodel = "o3"\n')

    base = step(found, Origin.BASE)
    assert found.winner == base
    assert (base.written, base.line, base.value) == (MISSING, None, "2024-12-01-preview")


def test_an_unknown_key_has_no_explanation_but_the_reason() -> None:
    found = explanation("lost", "max_tokens")

    assert [step.reason for step in found.steps] == ["OpenHands 0.62.0 has no such key"]
    assert (found.winner, found.sent) == (None, None)


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
    assert sent.wire[-1][1].endswith("/models/gemini-2.0-flash:generateContent")


def test_what_completion_kwargs_overrides_is_reported() -> None:
    sent = explanation("extra", "temperature").sent

    assert sent is not None
    assert (sent.arguments, sent.replaced) == ({"temperature": 0.1}, ("temperature",))


def test_a_key_for_the_program_alone_makes_no_argument() -> None:
    sent = explanation("llm", "num_retries").sent

    assert sent is not None
    assert (sent.arguments, sent.wire) == ({}, ())
