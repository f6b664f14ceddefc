"""The names that the litellm of a release takes, as that litellm itself answered."""

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue.models import catalogue
from llm_tui.model.catalogue.placement import placed_name, refuses
from llm_tui.model.catalogue.release_names import release_names
from llm_tui.model.dialects.known import dialect, releases
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.plan import plan
from llm_tui.model.toml.keys import BASE
from tests.model.check.checking import found

PINNED = "1.77.7"


@pytest.mark.parametrize(
    ("model", "provider"),
    [
        ("gpt-4o", "openai"),
        ("claude-3-5-sonnet-20241022", "anthropic"),
        ("o1-mini", "openai"),
        ("us.anthropic.claude-sonnet-4-20250514-v1:0", "bedrock"),
        ("anthropic/whatever", "anthropic"),
        ("ft:gpt-4o:mine", "openai"),
        ("claude-haiku-4-5-20251001", None),
        ("claude-opus-5", None),
        ("no-such-provider/gpt-4o", None),
    ],
)
def test_a_name_has_the_provider_that_the_release_finds(model: str, provider: str | None) -> None:
    names = release_names(PINNED)

    assert names is not None
    assert names.provider(model) == provider


def test_a_name_comes_with_a_release_and_goes_with_another() -> None:
    def placed(model: str) -> list[bool]:
        names = (release_names(version) for version in ("1.54.1", PINNED, "1.80.16"))
        return [bool(row and row.provider(model)) for row in names]

    assert placed("gpt-5") == [False, True, True]
    assert placed("claude-2") == [True, False, False]


@pytest.mark.parametrize("version", [None, "1.0.0", "1.106.2"])
def test_nothing_is_claimed_of_a_release_that_was_not_asked(version: str | None) -> None:
    assert release_names(version) is None
    assert not refuses(version, "no-such-model", None)


def test_the_newest_releases_of_openhands_that_read_the_file_have_their_names() -> None:
    found = [dialect("openhands", version) for version in releases("openhands")[-11:]]

    assert [one.release for one in found if one.last_reader] == ["1.7.0"]
    for one in found[:-1]:
        assert release_names(one.litellm) is not None, one.release


def test_a_refused_name_is_written_with_its_provider() -> None:
    assert placed_name(PINNED, "claude-opus-5") == "anthropic/claude-opus-5"
    assert placed_name(PINNED, "gpt-4o") == "gpt-4o"
    assert placed_name(PINNED, "no-such-model") is None


def test_a_name_is_taken_at_an_address_that_litellm_knows() -> None:
    assert refuses(PINNED, "mine", "http://127.0.0.1/v1")
    assert not refuses(PINNED, "mine", "https://api.groq.com/openai/v1")


def test_the_choices_are_names_that_the_release_takes() -> None:
    names = release_names(PINNED)
    chosen = catalogue(frozenset(), PINNED)

    assert names is not None
    assert len(chosen.models) > 2000
    assert [model.name for model in chosen.models if names.provider(model.name) is None] == []
    assert chosen.model("claude-opus-5").context


def test_check_and_test_say_that_the_release_does_not_know_a_name() -> None:
    text = '[llm]\nmodel = "claude-opus-5"\napi_key = "0123456789"\n'
    (problem,) = [p for p in found(text, release="0.62.0") if p.code == "unplaced-model"]
    view = Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {})
    obstacle = plan(view, BASE, {}).obstacles[0]

    assert problem.message.startswith("OpenHands 0.62.0 (litellm 1.77.7) ")
    assert problem.fix is not None
    assert problem.fix.result == obstacle.better == "anthropic/claude-opus-5"
    assert obstacle.message == "OpenHands 0.62.0 (litellm 1.77.7) does not know claude-opus-5"
    assert obstacle.advice == "Write anthropic/claude-opus-5"
