"""Who uses a section, and the section that a reference leads to."""

import pytest

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import Use, uses
from llm_tui.model.toml.keys import BASE, Path

TEXT = """\
[llm]
model = "gpt-4o"

[llm.cheap]
model = "o3"

[llm.lost]
max_tokens = 5

[agent.A]
llm_config = "cheap"
"""

CHEAP: Path = (*BASE, "cheap")


def view(text: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands"), {})


def use(user: str, text: str) -> Use:
    return next(use for use in uses(view(text)) if use.user == user)


def test_a_reference_has_its_line_and_its_section() -> None:
    assert use("agent.A", TEXT) == Use(
        "agent.A", ("agent", "A", "llm_config"), "cheap", 11, CHEAP, None
    )


def test_an_agent_that_names_nothing_uses_the_base() -> None:
    assert use("agent", TEXT) == Use("agent", ("agent", "llm_config"), None, None, BASE, None)


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("llm.cheap", 'the name is written without llm., as "cheap": [llm] is used instead'),
        ("[llm.cheap]", 'the name is written without llm., as "cheap": [llm] is used instead'),
        ("llm.dear", 'there is no section [llm."llm.dear"]: [llm] is used instead'),
        ("Cheap", "there is no section [llm.Cheap]: [llm] is used instead"),
        ("lost", "[llm.lost] is ignored: [llm] is used instead"),
    ],
)
def test_a_name_without_effect_says_why(name: str, trouble: str) -> None:
    found = use("agent.A", TEXT.replace('"cheap"', f'"{name}"'))

    assert (found.target, found.trouble) == (BASE, trouble)


def test_the_base_may_be_named() -> None:
    assert use("agent.A", TEXT.replace('"cheap"', '"llm"')).trouble is None


def test_an_ignored_agent_uses_nothing() -> None:
    found = use("agent.A", TEXT + "nonsense = 1\n")

    assert found.target is None
    assert found.trouble == "OpenHands ignores [agent.A], for a key that it refuses"


def test_a_condenser_that_asks_no_model_uses_nothing() -> None:
    found = use("condenser", TEXT + '[condenser]\ntype = "recent"\nllm_config = "cheap"\n')

    assert (found.target, found.line) == (None, 14)


def test_each_user_is_listed_once() -> None:
    text = TEXT + '[agent.B]\nllm_config = "lost"\nnonsense = 1\n'

    assert [use.user for use in uses(view(text))] == ["agent", "agent.A", "condenser", "agent.B"]


def test_the_draft_editor_and_the_router_find_their_sections_by_name() -> None:
    text = TEXT.replace("lost]\nmax_tokens = 5", "draft_editor]\nfor_routing = true") + (
        '[agent]\nenable_llm_editor = true\n[model_routing]\nrouter_name = "multimodal_router"\n'
    )

    assert use("draft_editor", text).target == (*BASE, "draft_editor")
    assert use("router", text).target == (*BASE, "draft_editor")
    assert use("router", text).path == ()


def test_a_section_is_concerned_by_who_uses_it_and_by_who_means_to() -> None:
    found = use("agent.A", TEXT.replace('"cheap"', '"lost"'))

    assert found.concerns(BASE)
    assert found.concerns((*BASE, "lost"))
    assert not found.concerns(CHEAP)


def test_an_empty_name_means_no_section() -> None:
    found = use("agent.A", TEXT.replace('"cheap"', '""'))

    assert found.concerns(BASE)
    assert not found.concerns((*BASE, ""))


def pointed(text: str, user: str, section: Path) -> str:
    return use(user, text).pointing_to(view(text), section).apply(Document(text.encode())).text


def test_pointing_elsewhere_changes_the_name_alone() -> None:
    assert pointed(TEXT, "agent.A", (*BASE, "lost")) == TEXT.replace('"cheap"', '"lost"')


def test_an_agent_points_to_the_base_by_naming_nothing() -> None:
    assert "llm_config" not in pointed(TEXT, "agent.A", BASE)


def test_an_agent_that_would_inherit_another_section_names_the_base() -> None:
    text = TEXT + '\n[agent]\nllm_config = "cheap"\n'

    assert '[agent.A]\nllm_config = "llm"\n' in pointed(text, "agent.A", BASE)


def test_a_condenser_names_the_base_since_without_a_name_it_would_not_be() -> None:
    text = TEXT + '\n[condenser]\ntype = "llm"\nllm_config = "cheap"\n'

    assert 'type = "llm"\nllm_config = "llm"\n' in pointed(text, "condenser", BASE)
