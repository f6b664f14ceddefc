"""Settings that conflict with a new model, and their adjustments."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from llm_tui.model import Document, SetValue
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.models import catalogue
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.store.history import History
from llm_tui.model.switching.compatibility import incompatibilities
from llm_tui.model.switching.model_change import Incompatibility
from llm_tui.model.toml.keys import Path

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit

BASE: Path = ("llm",)
NAMED: Path = ("llm", "a")


def view(text: str, environment: Mapping[str, str] | None = None) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands"), environment or {})


def found(
    text: str,
    model: str,
    section: Path = NAMED,
    environment: Mapping[str, str] | None = None,
    **options: bool,
) -> dict[str, Incompatibility]:
    """The incompatibilities by key."""
    known = catalogue(frozenset()).model(model)
    resolved = view(text, environment)
    return {
        m.key: m for m in incompatibilities(resolved, section, known, environment or {}, **options)
    }


def labels(incompatibility: Incompatibility) -> list[str]:
    return [adjustment.label for adjustment in incompatibility.adjustments]


OWN = """\
[llm]
model = "openai/gpt-4o"
[llm.a]
model = "openai/gpt-4o"
base_url = "http://proxy.example/v1"
api_key = "0123456789abcdef"
"""
INHERITED = """\
[llm]
model = "openai/gpt-4o"
base_url = "http://proxy.example/v1"
api_key = "0123456789abcdef"
[llm.a]
temperature = 0.5
"""


def test_a_model_of_the_same_provider_makes_nothing_wrong() -> None:
    assert found(OWN, "openai/gpt-4o-mini") == {}
    assert found(INHERITED, "gpt-4o-mini") == {}


def test_what_speaks_like_openai_may_stay_at_the_address() -> None:
    assert found(OWN, "litellm_proxy/any") == {}


def test_own_address_and_key_of_another_provider_are_unset() -> None:
    wrong = found(OWN, "anthropic/claude-haiku-4-5")

    assert list(wrong) == ["base_url", "api_key"]
    assert "base_url is for openai" in wrong["base_url"].message
    assert labels(wrong["base_url"]) == ["Unset it"]
    assert "is the API key for openai" in wrong["api_key"].message
    assert labels(wrong["api_key"]) == [
        "Enter the API key for anthropic",
        "Unset it; $ANTHROPIC_API_KEY is not set",
    ]


def test_inherited_ones_are_set_over_since_they_cannot_be_unset() -> None:
    wrong = found(INHERITED, "groq/llama", environment={"GROQ_API_KEY": "gsk_x"})

    assert labels(wrong["base_url"]) == [
        "Set https://api.groq.com/openai/v1 here to override [llm]"
    ]
    assert labels(wrong["api_key"]) == [
        'Set "" here to override [llm]; $GROQ_API_KEY is used then',
        "Enter the API key for groq",
    ]


def test_a_provider_without_one_address_has_the_inherited_one_emptied() -> None:
    assert labels(found(INHERITED, "fireworks_ai/x")["base_url"]) == [
        'Set "" here to override [llm]'
    ]


def test_a_provider_that_needs_an_address_is_said_to_need_one() -> None:
    wrong = found(OWN, "azure/mine")["base_url"]

    assert "needs an address of its own" in wrong.message
    assert wrong.adjustments == ()


def test_a_provider_is_known_by_its_own_host() -> None:
    text = OWN.replace("http://proxy.example/v1", "https://api.anthropic.com")

    assert "base_url" not in found(text, "anthropic/claude-haiku-4-5")
    assert "base_url is for anthropic" in found(text, "groq/llama")["base_url"].message


@pytest.mark.parametrize(
    ("key", "owner"),
    [("sk-ant-x", "anthropic"), ("gsk_x", "groq"), ("sk-or-x", "openrouter"), ("xai-x", "xai")],
)
def test_a_key_is_known_by_its_shape(key: str, owner: str) -> None:
    text = f'[llm]\nmodel = "unknown"\napi_key = "{key}"\n'

    assert f"looks like an API key of {owner}" in found(text, "mistral/x", BASE)["api_key"].message
    assert "api_key" not in found(text, f"{owner}/x", BASE)


def test_what_the_own_endpoint_serves_is_asked_there_with_this_key() -> None:
    assert found(OWN, "anthropic/claude-haiku-4-5", served=True) == {}


def test_openhands_own_models_are_asked_elsewhere_whatever_base_url_says() -> None:
    wrong = found(OWN, "openhands/claude-sonnet-4-5-20250929")

    assert list(wrong) == ["api_key"]


def test_more_output_than_the_model_gives_is_unset_or_set_to_what_it_gives() -> None:
    model = Model("openai/small", "openai", output=4096)
    own = view('[llm]\nmodel = "openai/a"\n[llm.a]\nmax_output_tokens = 64000\n')
    inherited = view('[llm]\nmodel = "openai/a"\nmax_output_tokens = 64000\n[llm.a]\n')
    enough = view('[llm]\nmodel = "openai/a"\nmax_output_tokens = 4096\n')

    (wrong,) = incompatibilities(own, NAMED, model, {})
    assert wrong.message == "max_output_tokens is 64000, and the model gives at most 4096"
    assert labels(wrong) == ["Unset it"]
    (wrong,) = incompatibilities(inherited, NAMED, model, {})
    assert labels(wrong) == ["Set 4096 here to override [llm]"]
    assert incompatibilities(enough, BASE, model, {}) == ()


def test_unsetting_is_offered_only_where_what_is_inherited_then_fits() -> None:
    text = """\
[llm]
model = "openai/a"
max_output_tokens = 50000
[llm.a]
max_output_tokens = 64000
"""
    (wrong,) = incompatibilities(
        view(text), NAMED, Model("openai/small", "openai", output=4096), {}
    )

    assert labels(wrong) == ["Set it to 4096"]


def test_a_custom_provider_that_sends_it_elsewhere_is_reported() -> None:
    text = '[llm]\nmodel = "x"\ncustom_llm_provider = "openai"\n'
    wrong = found(text, "anthropic/claude-haiku-4-5", BASE)

    assert "sends every model to openai" in wrong["custom_llm_provider"].message
    assert labels(wrong["custom_llm_provider"]) == ["Unset it"]


def test_a_name_without_a_provider_needs_a_custom_one() -> None:
    wrong = found(OWN, "my-own-model")

    assert "litellm may not know the provider of my-own-model" in wrong["model"].message
    assert labels(wrong["model"]) == [
        "Set custom_llm_provider to openai: base_url is compatible with OpenAI"
    ]


def test_prices_of_another_model_are_reported() -> None:
    text = '[llm]\nmodel = "openai/a"\ninput_cost_per_token = 1.0\noutput_cost_per_token = 1e-5\n'

    wrong = found(text, "gpt-4o", BASE)

    assert list(wrong) == ["input_cost_per_token"]
    assert "this one costs $2.5 per million tokens in" in wrong["input_cost_per_token"].message


def test_what_the_environment_sets_the_file_cannot_fix() -> None:
    environment = {"LLM_BASE_URL": "http://proxy.example/v1", "LLM_API_KEY": "0123456789abcdef"}
    wrong = found('[llm]\nmodel = "openai/a"\n', "groq/llama", BASE, environment)

    assert "$LLM_BASE_URL sets it, whatever the file says" in wrong["base_url"].message
    assert wrong["base_url"].adjustments == wrong["api_key"].adjustments == ()


@pytest.mark.parametrize("text", [OWN, INHERITED])
@pytest.mark.parametrize("model", ["anthropic/claude-haiku-4-5", "groq/x", "fireworks_ai/x"])
def test_what_is_recommended_leaves_nothing_wrong(text: str, model: str) -> None:
    history = History.of(Document(text.encode()))
    wrong = found(text, model)
    edits: list[Edit] = [SetValue(NAMED, "model", model)]
    for incompatibility in wrong.values():
        edits += [
            adjustment.edit
            for adjustment in incompatibility.adjustments
            if adjustment.edit is not None
        ][:1]

    adjusted = history.apply(*edits)

    assert wrong
    assert found(adjusted.document.text, model) == {}
    assert adjusted.undo().document == history.document


def test_no_text_holds_a_key() -> None:
    for text in (OWN, INHERITED):
        for incompatibility in found(text, "groq/x").values():
            assert "0123456789abcdef" not in str(incompatibility.message)
            assert not any("0123456789abcdef" in label for label in labels(incompatibility))


def test_a_program_that_always_asks_one_provider_is_compatible_but_limits() -> None:
    text = '[llm]\nmodel = "a"\nbase_url = "http://h/v1"\napi_key = "sk-ant-1"\nmax_tokens = 9000\n'
    view = Resolution(Document(text.encode()), dialect("openmanus"), {})

    found = incompatibilities(view, BASE, Model("claude-x", "anthropic", output=8192), {})

    assert [incompatibility.key for incompatibility in found] == ["max_tokens"]


BOTH = """\
[llm]
model = "openai/gpt-4o"
base_url = "http://base.example/v1"
[llm.a]
base_url = "http://own.example/v1"
"""
KEY = 'api_key = "sk-ant-0123"\n'


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        (OWN, NAMED, ["Unset it"]),
        (BOTH, NAMED, ["Set it to https://api.groq.com/openai/v1"]),
        (BOTH, BASE, ["Unset it"]),
        (INHERITED, NAMED, ["Set https://api.groq.com/openai/v1 here to override [llm]"]),
    ],
    ids=["own over nothing", "own over another", "the base's own", "inherited"],
)
def test_a_value_is_unset_where_that_is_enough_else_replaced(
    text: str, section: Path, expected: list[str]
) -> None:
    assert labels(found(text, "groq/llama", section)["base_url"]) == expected


@pytest.mark.parametrize(
    ("text", "environment", "expected"),
    [
        (OWN, {}, ["Enter the API key for groq", "Unset it; $GROQ_API_KEY is not set"]),
        (
            OWN,
            {"GROQ_API_KEY": "gsk_x"},
            ["Unset it; $GROQ_API_KEY is used then", "Enter the API key for groq"],
        ),
        (
            INHERITED,
            {},
            [
                "Enter the API key for groq",
                'Set "" here to override [llm]; $GROQ_API_KEY is not set',
            ],
        ),
        (
            f"[llm]\n{KEY}[llm.a]\n{KEY}",
            {},
            ["Enter the API key for groq", 'Set it to ""; $GROQ_API_KEY is not set'],
        ),
    ],
    ids=["no variable", "a variable", "inherited", "own over another"],
)
def test_the_key_is_typed_unless_a_variable_has_one(
    text: str, environment: dict[str, str], expected: list[str]
) -> None:
    wrong = found(text, "groq/llama", environment=environment)

    assert labels(wrong["api_key"]) == expected


def test_a_provider_without_a_variable_has_its_key_typed_or_none() -> None:
    assert labels(found(f"[llm]\n{KEY}", "petals/x", BASE)["api_key"]) == [
        "Enter the API key for petals",
        "Unset it",
    ]


def test_conflicts_are_in_the_order_in_which_they_decide() -> None:
    text = """\
[llm]
model = "openai/gpt-4o"
custom_llm_provider = "openai"
base_url = "http://proxy.example/v1"
api_key = "sk-proj-0123"
max_output_tokens = 9000
input_cost_per_token = 1.0
output_cost_per_token = 1.0
"""
    model = Model("groq/x", "groq", output=4096, price_in=1, price_out=2)

    wrong = incompatibilities(view(text), BASE, model, {})

    assert [incompatibility.key for incompatibility in wrong] == [
        "custom_llm_provider",
        "base_url",
        "api_key",
        "max_output_tokens",
        "input_cost_per_token",
        "output_cost_per_token",
    ]
