"""The difference between two texts."""

from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model import Document
from llm_tui.tui.text.diff import diff_lines

SECRET = "hunter-0123456789abcdefghij"
LINES = st.lists(st.sampled_from(["a", "b", "c", "-d", "+e", "@@ -1,2 +3,4 @@", ""]))


def diff(before: str, after: str) -> list[str]:
    return diff_lines(Document(before.encode()), Document(after.encode()), "config.toml")


@given(LINES, LINES)
def test_it_is_a_unified_diff(before: list[str], after: list[str]) -> None:
    title = "config.toml"
    found = diff("".join(f"{line}\n" for line in before), "".join(f"{line}\n" for line in after))

    assert found == list(unified_diff(before, after, title, title, lineterm=""))


def test_line_endings_are_no_lines() -> None:
    assert diff("a = 1\n", "a = 1\r\n") == ["(line endings only)"]


@pytest.mark.parametrize(
    "secret",
    [
        f'api_key = """\n{SECRET}\n"""',
        f"api_keys = [\n  '{SECRET}',\n]",
        f'k = {{ seed = 1, api_key = "{SECRET}" }}',
    ],
)
def test_a_line_is_masked_as_a_part_of_its_text(secret: str) -> None:
    shown = "\n".join(diff(f"{secret}\nseed = 1\n", f"{secret}\nseed = 2\n"))

    assert "+seed = 2" in shown
    assert SECRET[:-4] not in shown
