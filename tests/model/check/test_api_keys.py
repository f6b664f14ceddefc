"""Placeholders of API keys."""

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue.providers import PROVIDERS
from llm_tui.model.check import problems
from llm_tui.model.check.api_keys import is_placeholder
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution

PREFIXES = [shape.prefix for record in PROVIDERS.values() for shape in record.key_shapes]


@pytest.mark.parametrize("prefix", ["", "sk-", "sk_", *PREFIXES])
def test_a_placeholder_may_follow_the_prefix_of_a_real_key(prefix: str) -> None:
    assert is_placeholder(f"{prefix}xxxx")
    assert is_placeholder(f"{prefix}your-api-key-here")
    assert not is_placeholder(f"{prefix}mQ2your77tokenA9")


@pytest.mark.parametrize(
    ("model", "accepted"), [("ollama/x", True), ("llamafile/x", True), ("openai/x", False)]
)
def test_any_text_is_a_good_key_for_a_server_without_keys(model: str, accepted: bool) -> None:
    text = f'[llm]\nmodel = "{model}"\napi_key = "none"\n'
    found = problems(Resolution(Document(text.encode()), dialect("openhands"), {}), {})

    assert ("placeholder" in {problem.code for problem in found}) is not accepted
