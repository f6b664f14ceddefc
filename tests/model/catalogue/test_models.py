"""The models to choose from: what is known of them, and which come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.model import Model, bare_name, per_million, whole
from llm_tui.model.catalogue.model_groups import RECENT, Group, groups
from llm_tui.model.catalogue.models import Catalogue, catalogue
from llm_tui.model.dialects.openhands.verified import VERIFIED

NAMES = st.text(alphabet="ab4-", min_size=1, max_size=6)
SOME = st.lists(NAMES, max_size=8, unique=True)


@given(known=SOME, favourites=SOME, recent=SOME, served=SOME, typed=st.text("ab4- ", max_size=4))
def test_every_model_that_fits_is_offered_once_in_the_first_group_that_has_it(
    known: list[str], favourites: list[str], recent: list[str], served: list[str], typed: str
) -> None:
    found = groups(
        Catalogue(map(Model, known)),
        Query(typed),
        favourites=favourites,
        recent=recent,
        served=Group("Served", tuple(map(Model, served))),
    )

    offered = [model.name for group in found for model in group.models]
    sources = [favourites, recent[:RECENT], served, known]
    wanted = {name for source in sources for name in source}
    assert sorted(offered) == sorted(n for n in wanted if Query(typed).score(n) is not None)
    place = {name: next(i for i, source in enumerate(sources) if name in source) for name in wanted}
    places = [place[name] for name in offered]
    assert places == sorted(places)


@given(known=SOME, typed=NAMES)
def test_the_name_that_is_typed_in_full_comes_first(known: list[str], typed: str) -> None:
    found = groups(Catalogue(map(Model, [*known, typed])), Query(typed))

    assert found[0].models[0].name == typed


def test_the_present_model_comes_first_until_something_is_typed() -> None:
    known = Catalogue([Model("a"), Model("b")])

    assert [g.title for g in groups(known, Query(""), now="b")] == ["Now", "Known to litellm"]
    assert [g.title for g in groups(known, Query("b"), now="b")] == ["Known to litellm"]


def test_among_those_that_fit_alike_retired_ones_and_resellers_come_last() -> None:
    known = Catalogue(
        [
            Model("openai/x-old", "openai", retired=True),
            Model("shop/x-a", "shop"),
            Model("openai/x-long-name", "openai"),
        ]
    )

    names = [model.name for model in known.find(Query("x-"))]

    assert names == ["openai/x-long-name", "shop/x-a", "openai/x-old"]


def test_a_provider_finds_the_models_that_do_not_name_it() -> None:
    known = Catalogue([Model("claude", "anthropic"), Model("gpt", "openai")])

    assert [model.name for model in known.find(Query("anthropic"))] == ["claude"]


@pytest.mark.parametrize("name", ["local-model", "local-model/", "nobody/local-model"])
def test_of_a_model_that_litellm_does_not_know_nothing_is_made_up(name: str) -> None:
    model = catalogue(frozenset(VERIFIED), "1.77.7").model(name)

    assert (model.price_in, model.context, model.verified) == (None, None, False)


def test_a_model_is_known_by_its_name_with_any_provider() -> None:
    known = Catalogue([Model("gpt-4o", "openai", context=128_000)])

    through_proxy = known.model("litellm_proxy/gpt-4o")

    assert through_proxy.context == 128_000
    assert (through_proxy.name, through_proxy.provider) == ("litellm_proxy/gpt-4o", "litellm_proxy")
    assert known.model("openai/gpt-4o").provider == "openai"
    assert known.model("own/thing") == Model("own/thing", "own")


@pytest.mark.parametrize(
    ("listed", "price"),
    [(3e-06, 3.0), ("0.0000025", 2.5), (0, 0.0), ("-1", None), ("free", None), (None, None),
     (True, None), ("nan", None), ("inf", None)],
)  # fmt: skip
def test_prices_are_for_a_million_tokens(listed: object, price: float | None) -> None:
    assert per_million(listed) == (None if price is None else pytest.approx(price))


@pytest.mark.parametrize(
    ("listed", "tokens"),
    [(200_000, 200_000), (8192.0, 8192), (0, None), ("8192", None), (float("nan"), None)],
)
def test_counts_of_tokens_are_whole(listed: object, tokens: int | None) -> None:
    assert whole(listed) == tokens


# litellm's own registry


def test_litellms_chat_models_are_known_with_limits_prices_and_abilities() -> None:
    models = catalogue(VERIFIED).models

    assert len(models) > 1000
    gpt = catalogue(VERIFIED).model("gpt-4o")
    assert (gpt.provider, gpt.context, gpt.price_in) == ("openai", 128_000, 2.5)
    assert gpt.vision
    assert gpt.tools
    assert sum(model.reasoning for model in models) > 100
    assert any(model.deprecation for model in models)
    assert len({model.name for model in models}) == len(models)


def test_models_of_openhands_documents_are_marked() -> None:
    verified = {model.name for model in catalogue(VERIFIED).models if model.verified}

    assert {"o3", "o4-mini", "gemini/gemini-2.5-pro", "deepseek/deepseek-chat"} <= verified
    assert "gpt-4o" not in verified
    assert catalogue(VERIFIED).model("openrouter/all-hands/openhands-lm-32b-v0.1").verified


def test_names_that_litellm_takes_only_after_a_provider_have_one() -> None:
    names = {model.name for model in catalogue(VERIFIED).models}

    assert "deepseek-chat" not in names
    assert "gpt-4o" in names


@pytest.mark.parametrize("name", ["Kimi-K2", "shop/kimi-k2", "shop/maker/Kimi-K2:free"])
def test_a_bare_name_has_neither_provider_nor_variant_nor_capitals(name: str) -> None:
    assert bare_name(name) == "kimi-k2"
