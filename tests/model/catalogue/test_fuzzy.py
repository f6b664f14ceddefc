"""What is typed finds names by their letters in order."""

from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.catalogue.fuzzy import Query

LETTERS = st.text(alphabet="ab.*[/-", max_size=8)
"""Few letters, so that they often match, and such as mean something to a pattern."""


def in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)


@given(LETTERS, LETTERS)
def test_a_name_is_found_if_it_has_all_letters_in_order(typed: str, name: str) -> None:
    assert (Query(typed).score(name) is not None) == in_order(typed, name)


@given(LETTERS, LETTERS, LETTERS)
def test_a_name_that_contains_what_is_typed_comes_before_one_with_the_letters_apart(
    typed: str, one: str, other: str
) -> None:
    first, second = Query(typed).score(one), Query(typed).score(other)

    if typed in one and typed not in other and second is not None:
        assert first is not None
        assert first < second


@given(LETTERS, LETTERS, LETTERS)
def test_each_word_has_to_fit(one: str, other: str, name: str) -> None:
    both = Query(f"{one}  {other}").score(name)

    assert (both is None) == (not in_order(one, name) or not in_order(other, name))


def order(typed: str, *names: str) -> list[str]:
    query = Query(typed)
    return sorted(names, key=lambda name: (query.score(name) is None, query.score(name) or 0))


def test_the_nearer_to_what_is_typed_the_better() -> None:
    best = [
        "openai/gpt-4",
        "openai/gpt-4o",
        "openai/my-gpt-4",
        "openai/mygpt-4",
        "openai/g-p-t-4",
        "openai/gpt-3.5-turbo-4k",
    ]

    assert order("gpt-4", *reversed(best)) == best


def test_case_does_not_matter_and_nothing_typed_fits_all() -> None:
    assert Query("QWEN").score("ollama/qwen3") == Query("qwen").score("ollama/qwen3")
    assert Query("  ").score("anything") == 0


def test_many_letters_that_almost_fit_take_no_longer_than_few() -> None:
    assert Query("a" * 200).score("a" * 199 + "b" * 100_000) is None
