"""What changed from one release of OpenHands to the next, rule by rule."""

import itertools
from typing import Any

import pytest

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.loaded import Loaded
from llm_tui.model.dialects.openhands.agents import READERS as AGENT_READERS
from llm_tui.model.dialects.openhands.loader import READERS
from llm_tui.model.dialects.openhands.loading.configurations import top
from llm_tui.model.dialects.openhands.lookup import Lookup, lookup
from llm_tui.model.dialects.openhands.reasoning import MATCHES, is_reasoning
from llm_tui.model.dialects.openhands.release import NOT_AT_ALL, order, release, releases
from llm_tui.model.dialects.openhands.retries import retry_policy
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.toml.keys import BASE

FILE = """\
[core]
[llm]
model = "base"
api_key = "k"
[llm.first]
temperature = 0.5
[llm.second]
num_retries = 2
"""
AGENTS = """\
[core]
[llm.cheap]
[agent]
llm_config = "cheap"
[agent.Browsing]
"""


def view(version: str, text: str, **environment: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands", version), environment)


def values(found: Resolution, *section: str) -> dict[str, Any]:
    return found.values((*BASE, *section))


def statuses(found: Resolution) -> dict[str, Status]:
    return {section.name: section.status for section in found.sections}


def changes_at(since: str) -> list[tuple[str, bool]]:
    """The release before a change, and the one with it."""
    known = releases()
    return [(known[known.index(since) - 1], False), (since, True)]


def looked_up(name: str, version: str, text: str, **environment: str) -> Lookup:
    found = view(version, text, **environment)
    return lookup(name, found.loaded, [found.read.tables], release(version))


def test_every_release_has_all_rules_and_names_only_what_there_is() -> None:
    for version in releases():
        rules = release(version).rules

        assert rules.loading in {*READERS, NOT_AT_ALL}
        assert rules.agents in AGENT_READERS
        assert rules.reasoning_match in MATCHES
        assert None not in (rules.program, rules.lookup, rules.output_limit_name, rules.retried)


def test_a_pattern_of_models_is_a_name_or_what_names_begin_with() -> None:
    for version in releases():
        rules = release(version).rules
        for match, patterns in (
            (rules.reasoning_match, rules.reasoning_models),
            (rules.native_tools_match, rules.native_tools),
        ):
            if match == "pattern":
                assert [p for p in patterns if set(p.removesuffix("*")) & set("*?[")] == []


def test_releases_are_listed_in_order() -> None:
    for before, after in itertools.pairwise(releases()):
        assert order(before) < order(after)


@pytest.mark.parametrize("version", [v for v in releases() if release(v).reads_sections])
def test_a_healthy_file_is_read_by_every_release_that_reads_one(version: str) -> None:
    found = view(version, FILE)

    assert found.loaded.faults == {}
    assert found.loaded.stops is None
    assert values(found)["model"] == "base"


def test_from_1_7_on_no_section_and_no_variable_has_an_effect() -> None:
    found = view("1.7.0", FILE, LLM_MODEL="env")

    assert found.loaded.unread == "OpenHands 1.7.0 does not read [llm]"
    assert {section.status.value for section in found.sections} == {"dropped"}
    assert {section.model for section in found.sections} == {None}
    assert (found.in_use, found.references, found.request({}).model) == (None, (), "")
    assert found.dialect.last_reader == dialect("openhands", "1.6.0")
    assert view("1.7.0", "[core]\n[sandbox]\nbogus = 1\n").loaded == Loaded({BASE: ()})


@pytest.mark.parametrize(("version", "inherits"), changes_at("0.21.0"))
def test_sections_inherit_from_0_21_on(version: str, inherits: bool) -> None:
    found = values(view(version, FILE), "first")

    assert (found["model"] == "base") is inherits
    assert (found["api_key"] == "k") is inherits
    assert found["temperature"] == 0.5


def test_before_0_21_a_bad_section_takes_the_later_ones_with_it() -> None:
    found = view("0.20.0", FILE.replace("temperature", "nonsense"))

    assert statuses(found) == {
        "llm": Status.OK,
        "first": Status.DROPPED,
        "second": Status.DROPPED,
    }
    assert found.loaded.ignored_with == {("llm", "second"): ("llm", "first")}


def test_before_0_27_a_bad_section_costs_the_later_ones_their_inheritance() -> None:
    found = view("0.26.0", FILE.replace("temperature", "nonsense"))

    assert statuses(found)["first"] is Status.DROPPED
    assert statuses(found)["second"] is Status.OK
    assert values(found, "second")["api_key"] is None


def test_from_0_27_on_a_bad_section_costs_only_itself() -> None:
    found = view("0.27.0", FILE.replace("temperature", "nonsense"))

    assert statuses(found)["first"] is Status.DROPPED
    assert values(found, "second")["api_key"] == "k"


@pytest.mark.parametrize(
    ("version", "left"),
    [("0.20.0", []), ("0.26.0", ["first", "second"]), ("0.27.0", ["first", "second"])],
)
def test_a_bad_base_costs_what_it_cost_then(version: str, left: list[str]) -> None:
    found = view(version, FILE.replace('model = "base"', "nonsense = 1"))

    assert statuses(found)["llm"] is Status.FALLBACK
    assert [path[-1] for path in found.loaded.configs if path != BASE] == left


@pytest.mark.parametrize(("version", "checked"), changes_at("0.21.0"))
def test_types_are_checked_from_0_21_on(version: str, checked: bool) -> None:
    found = view(version, '[core]\n[llm]\nnum_retries = "5"\n[llm.a]\nmodel = 4\n')

    assert values(found)["num_retries"] == (5 if checked else "5")
    assert (("llm", "a") in found.loaded.faults) is checked


@pytest.mark.parametrize(("version", "read"), changes_at("0.27.0"))
def test_a_file_without_core_is_read_from_0_27_on(version: str, read: bool) -> None:
    found = view(version, '[llm]\nmodel = "m"\n[llm.a]\n')

    assert (values(found)["model"] == "m") is read
    assert (found.status(BASE) is Status.OK) is read
    assert (found.status(("llm", "a")) is Status.OK) is read
    assert bool(found.loaded.unread) is not read


def test_a_file_of_the_old_kind_is_read_as_variables_until_then() -> None:
    text = 'LLM_MODEL = "flat"\nLLM_NUM_RETRIES = 3\nLLM_TIMEOUT = "x"\n'

    assert values(view("0.26.0", text))["model"] == "flat"
    assert values(view("0.26.0", text))["num_retries"] == 3
    assert values(view("0.26.0", text))["timeout"] is None
    assert values(view("0.27.0", text))["model"] != "flat"


@pytest.mark.parametrize(
    ("version", "read"), [("0.7.1", False), ("0.8.0", True), ("0.26.0", True), ("0.27.0", False)]
)
def test_the_case_of_the_section_did_not_matter_for_a_while(version: str, read: bool) -> None:
    assert (values(view(version, '[core]\n[LLM]\nmodel = "m"\n'))["model"] == "m") is read


@pytest.mark.parametrize(
    ("version", "api_version"),
    [
        ("0.25.0", None),
        ("0.26.0", "2024-08-01-preview"),
        ("0.31.0", "2024-08-01-preview"),
        ("0.32.0", "2024-12-01-preview"),
    ],
)
def test_an_azure_model_gets_the_api_version_of_its_time(
    version: str, api_version: str | None
) -> None:
    found = view(version, '[core]\n[llm]\nmodel = "azure/gpt-4o"\n[llm.a]\nmodel = "other"\n')

    assert values(found)["api_version"] == api_version
    assert values(found, "a")["api_version"] == (
        api_version if release(version).rules.loading == "over base" else None
    )


@pytest.mark.parametrize(
    ("version", "effort"),
    [
        ("0.22.0", None),
        ("0.23.0", "high"),
        ("0.51.0", "high"),
        ("0.61.0", "high"),
        ("0.62.0", None),
    ],
)
def test_reasoning_effort_came_and_went(version: str, effort: str | None) -> None:
    assert values(view(version, '[core]\n[llm]\nmodel = "m"\n'))["reasoning_effort"] == effort


def test_gemini_is_left_alone_but_inherits_what_was_filled_in() -> None:
    alone = '[core]\n[llm]\nmodel = "gemini-2.5-pro"\n'
    over = '[core]\n[llm]\nmodel = "m"\n[llm.a]\nmodel = "gemini-2.5-pro"\n'

    assert values(view("0.51.0", alone))["reasoning_effort"] is None
    assert values(view("0.51.0", over), "a")["reasoning_effort"] == "high"


@pytest.mark.parametrize(("version", "skipped"), changes_at("0.9.0"))
def test_empty_variables_are_skipped_from_0_9_on(version: str, skipped: bool) -> None:
    found = view(version, FILE, LLM_MODEL="", LLM_NUM_RETRIES="")

    assert (values(found)["model"] == "base") is skipped
    assert len(found.loaded.environment_faults) == (0 if skipped else 1)


def test_variables_of_keys_that_are_gone_work_until_they_go() -> None:
    assert values(view("0.28.1", FILE, LLM_EMBEDDING_MODEL="e"))["embedding_model"] == "e"
    assert "embedding_model" not in values(view("0.29.0", FILE, LLM_EMBEDDING_MODEL="e"))


def test_the_embedding_address_follows_the_one_that_won() -> None:
    found = view("0.20.0", "[core]\n[llm]\n", LLM_BASE_URL="http://e")

    assert values(found)["embedding_base_url"] == "http://e"
    assert found.layers(BASE)[-1].origin is Origin.COMPUTED


def test_the_draft_editor_was_part_of_the_base_until_0_20() -> None:
    good = '[core]\n[llm]\nmodel = "m"\n[llm.draft_editor]\n'

    assert values(view("0.20.0", good))["draft_editor"] == "[llm.draft_editor]"
    assert "draft_editor" not in values(view("0.21.0", good))
    assert view("0.20.0", good + "nonsense = 1\n").status(BASE) is Status.FALLBACK
    assert view("0.21.0", good + "nonsense = 1\n").status(BASE) is Status.OK


@pytest.mark.parametrize(("version", "stops"), changes_at("0.27.0"))
def test_a_wrong_key_in_the_sandbox_stops_it_from_0_27_on(version: str, stops: bool) -> None:
    assert bool(view(version, "[core]\n[sandbox]\nnonsense = 1\n").loaded.stops) is stops
    assert bool(view(version, 'llm = "x"\n[core]\n').loaded.stops) is stops


def test_keys_of_the_sandbox_are_those_of_the_release() -> None:
    text = '[core]\n[sandbox]\nvolumes = "/a:/b"\n'

    assert view("0.37.0", text).loaded.stops == "volumes in [sandbox]: OpenHands has no such key"
    assert view("0.38.0", text).loaded.stops is None
    assert view("0.38.0", text.replace("/a:/b", "/a")).loaded.stops is not None


@pytest.mark.parametrize(("version", "inherits"), changes_at("0.27.0"))
def test_agents_inherit_from_0_27_on(version: str, inherits: bool) -> None:
    targets = {r.user: r.target[-1] for r in view(version, AGENTS).references}

    assert targets["agent"] == "cheap"
    assert targets["agent.Browsing"] == ("cheap" if inherits else "llm")


@pytest.mark.parametrize(
    ("version", "agents"),
    [
        ("0.20.0", {"agent"}),
        ("0.26.0", {"agent", "agent.Bad", "agent.Good"}),
        ("0.27.0", {"agent", "agent.Good"}),
    ],
)
def test_an_unknown_key_of_an_agent_costs_what_it_cost_then(version: str, agents: set[str]) -> None:
    found = view(version, "[core]\n[agent.Bad]\nnonsense = 1\n[agent.Good]\n")

    assert {r.user for r in found.references if r.user.startswith("agent")} == agents


def test_variables_choose_the_agent_and_its_section_too() -> None:
    text = "[core]\n[llm.a]\n[llm.b]\n[agent.X]\nllm_config = 'a'\n"

    in_use = {s.name for s in view("0.62.0", text, DEFAULT_AGENT="X").sections if s.in_use}
    chosen = view("0.62.0", text, AGENT_LLM_CONFIG="b").references[0]

    assert in_use == {"a"}
    assert chosen.target == ("llm", "b")


@pytest.mark.parametrize(("version", "there"), changes_at("0.28.0"))
def test_there_is_a_condenser_from_0_28_on(version: str, there: bool) -> None:
    text = '[core]\n[llm.a]\n[condenser]\ntype = "llm"\nllm_config = "a"\n'
    named = [r for r in view(version, text).references if r.user == "condenser"]
    implied = [r for r in view(version, "[core]\n").references if r.user == "condenser"]

    assert [r.target for r in named] == [("llm", "a")] * there
    assert [(r.path, r.name, r.target) for r in implied] == [((), None, BASE)] * there


def test_a_condenser_that_names_no_section_asks_no_model() -> None:
    found = view("0.62.0", '[core]\n[condenser]\ntype = "llm"\n')

    assert [r for r in found.references if r.user == "condenser"] == []


@pytest.mark.parametrize(
    ("version", "flag"), [("0.21.0", "codeact_enable_llm_editor"), ("0.33.0", "enable_llm_editor")]
)
def test_the_draft_editor_uses_its_section_where_it_is_switched_on(version: str, flag: str) -> None:
    text = f"[core]\n[llm.draft_editor]\n[agent]\n{flag} = "

    def uses(text: str) -> list[Any]:
        return [r.target for r in view(version, text).references if r.user == "draft_editor"]

    assert uses(f"{text}true\n") == [("llm", "draft_editor")]
    assert uses(f"{text}false\n") == []
    assert uses(f"{text}true\n".replace("[llm.draft_editor]\n", "")) == [BASE]


@pytest.mark.parametrize(("version", "there"), changes_at("0.56.0"))
def test_the_router_uses_what_is_marked_for_it(version: str, there: bool) -> None:
    text = (
        "[core]\n[llm.secondary_model]\nfor_routing = true\n[llm.other]\n"
        '[model_routing]\nrouter_name = "multimodal_router"\n'
    )
    found = [r.name for r in view(version, text).references if r.user == "router"]

    assert found == ["secondary_model"] * there


def test_a_group_at_the_top_is_set_on_the_one_configuration() -> None:
    text = '[core]\n[llm]\napi_key = "k"\nmodel = "m"\n[group]\nmodel = "g"\nnonsense = 1\n'
    found = looked_up("group", "0.7.1", text, LLM_NUM_RETRIES="9")

    assert [top(found.layers, key) for key in ("model", "api_key", "num_retries")] == ["g", "k", 9]
    assert found.inherits
    assert looked_up("group", "0.8.0", text).reason


@pytest.mark.parametrize(("version", "inherits"), changes_at("0.21.0"))
def test_a_name_on_the_command_line_inherits_from_0_21_on(version: str, inherits: bool) -> None:
    found = looked_up("first", version, FILE)

    assert found.inherits is inherits
    assert (top(found.layers, "api_key") == "k") is inherits


@pytest.mark.parametrize("name", ["llm.first", "[llm.first]"])
def test_a_name_with_its_prefix_never_inherits(name: str) -> None:
    found = looked_up(name, "0.62.0", FILE)

    assert not found.inherits
    assert top(found.layers, "temperature") == 0.5


def test_a_name_without_a_section_has_a_reason() -> None:
    bad = FILE.replace("temperature", "nonsense")

    assert looked_up("model", "0.62.0", FILE).reason == "model in [llm] is no section"
    assert looked_up("first", "0.62.0", bad).reason == (
        "nonsense: OpenHands 0.62.0 has no such key"
    )
    assert "~/.openhands/config.toml" in str(looked_up("nobody", "0.62.0", FILE).reason)


@pytest.mark.parametrize(
    ("version", "written"),
    [
        ("0.6.2", "5 attempts, waits of at most 3 3 4 8 s = 18 s"),
        (
            "0.9.4",
            (
                "8 attempts, waits 15 15 15 16 32 64 120 s = 4 min 37 s"
                "; after RateLimitError 8 min 12 s"
            ),
        ),
        ("0.20.0", "8 attempts, waits 15 15 15 16 32 64 120 s = 4 min 37 s"),
        ("0.25.0", "4 attempts, waits 5 5 8 s = 18 s"),
        ("0.51.0", "5 attempts, waits 8 16 32 64 s = 2 min"),
    ],
)
def test_the_default_retry_policy_of_each_release(version: str, written: str) -> None:
    chosen = release(version)
    defaults = {field.name: field.default for field in chosen.fields.values()}

    assert str(retry_policy(defaults, chosen)) == written


@pytest.mark.parametrize("version", releases())
def test_a_retry_policy_can_be_made_of_any_values(version: str) -> None:
    chosen = release(version)

    odd: list[Any] = [None, "5", [], -1, 0, 2.5, float("inf"), float("nan")]
    for value in odd:
        found = retry_policy(dict.fromkeys(chosen.fields, value), chosen)
        assert found.attempts >= 1


@pytest.mark.parametrize(
    ("model", "since"),
    [
        ("o1-2024-12-17", "0.21.0"),
        ("azure/o3-mini", "0.23.0"),
        ("o4-mini", "0.34.0"),
        ("gemini/gemini-2.5-pro", "0.50.0"),
        ("gpt-5", "0.54.0"),
        ("gpt-5-mini", "0.55.0"),
        ("openrouter/deepseek/deepseek-r1-0528:free", "0.55.0"),
        ("anthropic/claude-sonnet-4-5-20250929", "0.58.0"),
    ],
)
def test_a_model_is_known_to_reason_from_a_release_on(model: str, since: str) -> None:
    for version, known in changes_at(since):
        assert is_reasoning(model, release(version)) is known
