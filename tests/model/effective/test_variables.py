"""The `LLM_*` variables: what they set, and why some set nothing."""

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.variables import Variable, variables

TEXT = """\
[llm]
temperature = 0.5

[llm.cheap]
model = "o3"
"""


def found(**environment: str) -> dict[str, Variable]:
    view = Resolution(Document(TEXT.encode()), dialect("openhands"), environment)
    return {variable.name: variable for variable in variables(view)}


def test_a_variable_has_its_value_as_cast_and_what_it_overrides() -> None:
    variable = found(LLM_TEMPERATURE="0.9")["LLM_TEMPERATURE"]

    assert (variable.value, variable.reason) == (0.9, None)
    assert variable.setting is not None
    assert variable.setting.overridden[0].value == 0.5


def test_a_bool_is_cast_by_other_rules_than_in_the_file() -> None:
    assert found(LLM_CACHING_PROMPT="yes")["LLM_CACHING_PROMPT"].value is False


def test_what_has_no_effect_says_why() -> None:
    reasons = {
        name: variable.reason
        for name, variable in found(
            LLM_SEED="x", LLM_TOP_P="", LLM_PROVIDER="openai", LLM_CHEAP_MODEL="m", OTHER="1"
        ).items()
    }

    assert reasons == {
        "LLM_SEED": "it is not a value for seed",
        "LLM_TOP_P": "it is empty, which counts as not set",
        "LLM_PROVIDER": "OpenHands 0.62.0 has no such variable",
        "LLM_CHEAP_MODEL": "there are no variables for named sections",
    }


def test_those_with_an_effect_come_first() -> None:
    assert list(found(LLM_A="1", LLM_SEED="5")) == ["LLM_SEED", "LLM_A"]
