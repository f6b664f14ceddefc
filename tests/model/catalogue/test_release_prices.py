"""Prices of models that only a release's litellm lists."""

import pytest

from llm_tui.model.catalogue.release_prices import release_prices


@pytest.mark.parametrize(
    "model", ["o1-mini", "openai/o1-mini", "openrouter/openai/o1-mini"], ids=["bare", "own", "sold"]
)
def test_a_model_is_found_with_and_without_providers_before_it(model: str) -> None:
    prices = release_prices(model)

    assert prices is not None
    assert prices["input_cost_per_token"] > 0
    assert prices["output_cost_per_token"] > 0


def test_a_price_that_the_table_lacks_is_left_out() -> None:
    assert set(release_prices("gpt-4-0314") or ()) == {
        "litellm_provider",
        "input_cost_per_token",
        "output_cost_per_token",
    }


@pytest.mark.parametrize("model", ["gpt-4o", "openai/my-own", ""])
def test_a_model_that_our_litellm_lists_or_none_does_has_no_entry(model: str) -> None:
    assert release_prices(model) is None
