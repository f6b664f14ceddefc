"""A starter holds the keys that its provider needs."""

import pytest

from llm_tui.model import AddSection, Document
from llm_tui.model.catalogue.litellm_data import model_entry, provider_of
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.catalogue.starters import Starter, starters
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.probe.plan import plan
from llm_tui.model.toml.keys import BASE, Path

NEW: Path = (*BASE, "new")
NAMES = [starter.name for starter in starters()]


@pytest.mark.parametrize("starter", starters(), ids=NAMES)
def test_a_section_from_a_starter_is_one_that_can_be_asked(starter: Starter) -> None:
    values = {**starter.values, **dict.fromkeys(starter.to_fill_in, "sk-1")}
    document = AddSection(NEW, values).apply(Document(b'[llm]\nmodel = "m"\n'))
    view = Resolution(document, dialect("openhands", "0.62.0"), {})

    assert view.status(NEW) is Status.OK
    assert plan(view, NEW, {}).obstacles == ()


@pytest.mark.parametrize("starter", starters(), ids=NAMES)
def test_a_starter_has_a_key_to_fill_in_where_its_provider_needs_one(starter: Starter) -> None:
    provider = provider_of(starter.values["model"])

    keys = (*starter.values, *starter.to_fill_in)
    assert bool(provider_record(provider).key_variables) == ("api_key" in keys)


@pytest.mark.parametrize("starter", starters(), ids=NAMES)
def test_a_starter_writes_no_empty_value(starter: Starter) -> None:
    assert all(starter.values.values())


@pytest.mark.parametrize("starter", starters(), ids=NAMES)
def test_the_model_of_a_starter_is_known_or_to_be_filled_in(starter: Starter) -> None:
    model = starter.values["model"]

    assert model_entry(model) is not None or model.rpartition("/")[2].isupper()
