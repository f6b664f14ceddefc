"""What differs between two sections is shown, and nothing else."""

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.compare import differences, same_secrets
from llm_tui.model.toml.keys import BASE, Path

TEXT = """\
[llm]
model = "big"
api_key = "sk-base-000000000003f9a"
temperature = 0.5

[llm.small]
model = "small"
temperature = 0.5

[llm.other]
model = "big"
api_key = "sk-other-00000000003f9a"
made_up = 1
"""
SMALL: Path = (*BASE, "small")
VIEW = Resolution(Document(TEXT.encode()), dialect("openhands", "0.62.0"), {})


def test_only_the_keys_whose_effective_values_differ_are_there_with_their_origins() -> None:
    (difference,) = differences(VIEW, BASE, SMALL)

    assert difference.one.key == difference.other.key == "model"
    assert (difference.one.value, difference.other.value) == ("big", "small")
    assert (difference.one.line, difference.other.line) == (2, 7)


def test_a_section_differs_in_nothing_from_itself() -> None:
    assert differences(VIEW, SMALL, SMALL) == ()


def test_an_ignored_section_is_what_its_users_get() -> None:
    assert differences(VIEW, BASE, (*BASE, "other")) == ()


def test_a_secret_that_is_the_same_in_both_is_named() -> None:
    view = Resolution(
        Document(TEXT.replace("made_up", "seed").encode()), dialect("openhands", "0.62.0"), {}
    )

    assert same_secrets(view, BASE, SMALL) == ("api_key",)
    assert same_secrets(view, BASE, (*BASE, "other")) == ()
    (key, _) = differences(view, BASE, (*BASE, "other"))
    assert (key.one.key, key.other.origin) == ("api_key", Origin.SECTION)
