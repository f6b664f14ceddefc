"""The `LLM_*` variables: what they set, and why some set nothing."""

from llm_tui.model import Document
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.variables import Variable, variables
from tests.model.effective.vault import Vault

TEXT = """\
[llm]
temperature = 0.5

[llm.cheap]
model = "o3"
"""


def found(program: str | Dialect = "openhands", **environment: str) -> dict[str, Variable]:
    program = dialect(program) if isinstance(program, str) else program
    view = Resolution(Document(TEXT.encode()), program, environment)
    return {variable.name: variable for variable in variables(view)}


def test_a_variable_has_its_value_as_cast_and_what_it_overrides() -> None:
    variable = found(LLM_TEMPERATURE="0.9")["LLM_TEMPERATURE"]

    assert (variable.value, variable.reason) == (0.9, None)
    assert variable.setting is not None
    assert variable.setting.overridden[0].value == 0.5


def test_a_bool_is_cast_by_other_rules_than_in_the_file() -> None:
    assert found(LLM_CACHING_PROMPT="yes")["LLM_CACHING_PROMPT"].value is False


def test_what_has_no_effect_says_why() -> None:
    variables = found(
        LLM_SEED="x",
        LLM_TOP_P="",
        LLM_PROVIDER="openai",
        LLM_CHEAP_MODEL="m",
        LLM_LLM_MODEL="m",
        OTHER="1",
    )

    assert {variable.value for variable in variables.values()} == {None}
    assert {name: variable.reason for name, variable in variables.items()} == {
        "LLM_SEED": "it is not a value for seed",
        "LLM_TOP_P": "it is empty, which counts as not set",
        "LLM_PROVIDER": "OpenHands 0.62.0 has no such variable",
        "LLM_LLM_MODEL": "OpenHands 0.62.0 has no such variable",
        "LLM_CHEAP_MODEL": "there are no variables for named sections",
    }


def test_those_with_an_effect_come_first_each_group_by_name() -> None:
    given = {"LLM_B": "1", "LLM_A": "1", "LLM_TOP_P": "1", "LLM_SEED": "5"}

    assert list(found(**given)) == ["LLM_SEED", "LLM_TOP_P", "LLM_A", "LLM_B"]


def test_a_program_without_variables_has_none() -> None:
    assert found("openmanus", LLM_SEED="5") == {}


def test_a_program_may_not_accept_a_variable_that_it_should_know() -> None:
    assert found(Vault(), VAULT_DOOR="d")["VAULT_DOOR"].reason == "Vault does not accept it"


def test_a_variable_is_secret_if_its_key_is_else_if_its_name_says_so() -> None:
    given = {"VAULT_PIN": "1", "VAULT_SORT_KEY": "a", "VAULT_API_KEY": "b", "VAULT_COLOR": "c"}
    secret = [name for name, variable in found(Vault(), **given).items() if variable.secret]

    assert secret == ["VAULT_API_KEY", "VAULT_PIN"]
