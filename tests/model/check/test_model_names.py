"""Models whose provider litellm can't find, with the name that was most likely meant."""

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue.litellm_data import has_model
from llm_tui.model.check import problems
from llm_tui.model.check.problem import Problem
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution


def unplaced(model: str, release: str = "0.62.0") -> list[Problem]:
    document = Document(f'[llm]\nmodel = "{model}"\napi_key = "0123456789"\n'.encode())
    found = problems(Resolution(document, dialect("openhands", release), {}), {})
    return [problem for problem in found if problem.code == "unplaced-model"]


def test_a_model_of_the_programs_own_provider_is_placed_where_the_release_knows_it() -> None:
    assert unplaced("openhands/brand-new") == []
    assert unplaced("openhands/brand-new", "0.40.0") != []


def test_a_model_that_only_the_programs_older_litellm_lists_is_placed() -> None:
    retired = "code-bison"

    assert not has_model(retired)
    assert unplaced(retired) == []


@pytest.mark.parametrize("model", ["OpenHands/brand-new", "openhand/brand-new"])
def test_the_programs_own_provider_is_among_the_meant_ones(model: str) -> None:
    (problem,) = unplaced(model)

    assert problem.fix is not None
    assert problem.fix.result == "openhands/brand-new"
