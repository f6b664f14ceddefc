"""Keys that a section has commented out."""

from llm_tui.model import Document
from llm_tui.model.effective.commented import commented_lines
from llm_tui.model.toml.keys import BASE

TEXT = b"""\
# A template. Set what you need.
[llm]
model = "gpt-4o"
stop = [
  "a",
]
#timeout = 30  # seconds
# A sentence about seed = what it is.
# seed = 1
#seed = 2
#  top_p = nonsense

# cheap = "a banner of the next section"
[llm.cheap]
#temperature = 0.5
#[llm.off]
#top_k = 3
"""


def test_the_first_line_of_each_is_found_and_no_sentence_is_taken_for_one() -> None:
    assert commented_lines(Document(TEXT), BASE) == {"timeout": 7, "seed": 9}


def test_a_section_that_is_commented_out_has_its_own() -> None:
    assert commented_lines(Document(TEXT), ("llm", "cheap")) == {"temperature": 15}


def test_a_section_without_a_header_has_none() -> None:
    assert commented_lines(Document(TEXT), ("llm", "other")) == {}
    assert commented_lines(Document(b"llm.model = 1\n#llm.seed = 2\n"), BASE) == {}
    assert commented_lines(Document(b"[llm\n"), BASE) == {}
