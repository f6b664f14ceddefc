"""Making a section the one in use: the smallest edit that OpenHands follows, or a refusal."""

import difflib

import pytest

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.use import SwitchError, switch, unusable
from llm_tui.model.toml.keys import BASE, Path

SECTIONS = """\
[core]
workspace_base = "./w"

[llm]
model = "gpt-4o"

[llm.cheap]
model = "gpt-4o-mini"

[llm."gpt 4.1"]
model = "gpt-4.1"

[llm.lost]
max_tokens = 5
"""
CHEAP: Path = (*BASE, "cheap")


def view_of(text: str, **environment: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), environment)


def switched(text: str, section: Path = CHEAP, agent: str | None = None) -> str:
    view = view_of(text)
    edit = switch(view, section, agent).edit
    assert edit is not None
    after = view_of(edit.apply(view.document).text)
    assert after.section_of(agent or str(after.agent)) == section
    return after.document.text


def changes(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-" and line[2:].strip()]


def test_a_file_without_agents_gets_one() -> None:
    assert switched(SECTIONS) == SECTIONS + '\n[agent]\nllm_config = "cheap"\n'


def test_the_agent_that_is_there_gets_one_line() -> None:
    text = SECTIONS + "\n[agent]\nenable_browsing = true\n"

    assert switched(text) == text + 'llm_config = "cheap"\n'


def test_a_name_that_is_there_is_changed_in_its_own_quotes() -> None:
    text = SECTIONS + "\n[agent]\nllm_config = 'cheap' # the small one\n"

    assert switched(text, (*BASE, "gpt 4.1")) == text.replace("'cheap'", "'gpt 4.1'")


def test_a_name_that_waits_in_a_comment_is_filled_in() -> None:
    text = SECTIONS + "\n[agent]\n#llm_config = 'your-llm-config-group'\n"

    assert changes(text, switched(text)) == [
        "- #llm_config = 'your-llm-config-group'",
        '+ llm_config = "cheap"',
    ]


def test_the_base_is_in_use_again_without_the_line() -> None:
    text = SECTIONS + "\n[agent]\nenable_browsing = true\n"

    assert switched(switched(text), BASE) == text


def test_the_agent_that_openhands_runs_is_the_one_that_is_changed() -> None:
    text = SECTIONS + '\n[agent.Coder]\nllm_config = "gpt 4.1"\n\n[agent]\nllm_config = "gpt 4.1"\n'
    text = text.replace("[core]", '[core]\ndefault_agent = "Coder"')

    assert changes(text, switched(text)) == ['- llm_config = "gpt 4.1"', '+ llm_config = "cheap"']
    assert '[agent.Coder]\nllm_config = "cheap"\n' in switched(text)


def test_the_base_is_named_where_a_missing_name_would_be_inherited() -> None:
    agents = '\n[agent]\nllm_config = "cheap"\n\n[agent.CodeActAgent]\nllm_config = "gpt 4.1"\n'

    after = switched(SECTIONS + agents, BASE)

    assert changes(SECTIONS + agents, after) == ['- llm_config = "gpt 4.1"', '+ llm_config = "llm"']


@pytest.mark.parametrize("header", ["[agent]", "[agent.CodeActAgent]"])
def test_an_agent_section_that_openhands_throws_away_is_not_relied_on(header: str) -> None:
    text = SECTIONS + f"\n{header}\nmade_up = 1\n"
    other = "[agent.CodeActAgent]" if header == "[agent]" else "[agent]"

    assert f'{other}\nllm_config = "cheap"' in switched(text)


def test_one_agent_alone_can_be_changed() -> None:
    text = SECTIONS + "\n[agent]\nenable_browsing = true\n"

    assert switched(text, agent="Finder") == text + '\n[agent.Finder]\nllm_config = "cheap"\n'


def test_an_agent_that_openhands_ignores_cannot_be_changed() -> None:
    with pytest.raises(SwitchError, match=r"would still run Finder on \[llm\]"):
        switch(view_of(SECTIONS + "\n[agent.Finder]\nmade_up = 1\n"), CHEAP, "Finder")


def test_what_is_in_use_already_needs_no_edit() -> None:
    assert switch(view_of(SECTIONS), BASE).edit is None


def test_a_section_that_openhands_throws_away_is_refused_with_the_key() -> None:
    with pytest.raises(
        SwitchError, match=r"ignores \[llm\.lost\] because of max_tokens in line 14"
    ):
        switch(view_of(SECTIONS), (*BASE, "lost"))


def test_a_base_that_another_section_takes_the_place_of_is_refused() -> None:
    text = SECTIONS + '\n[llm.llm]\nmodel = "other"\n\n[agent]\nllm_config = "cheap"\n'

    with pytest.raises(SwitchError, match="replaces"):
        switch(view_of(text), BASE)
    assert 'llm_config = "llm"' in switched(text, (*BASE, "llm"))


def test_a_file_that_openhands_cannot_read_is_refused() -> None:
    with pytest.raises(SwitchError, match="can't read the file"):
        switch(view_of(SECTIONS + "x = [1, 'a']\n"), CHEAP)


def test_other_agents_that_change_too_are_named() -> None:
    text = SECTIONS + "\n[agent]\nenable_browsing = true\n\n[agent.Finder]\nenable_cmd = true\n"

    (note,) = switch(view_of(text), CHEAP).notes

    assert note == "agent.Finder now gets [llm.cheap] too"


def test_variables_that_stay_with_the_base_are_named() -> None:
    (note,) = switch(view_of(SECTIONS, LLM_API_KEY="sk-env-0000000000001111"), CHEAP).notes

    assert note == "LLM_API_KEY in the environment reaches [llm] only, not [llm.cheap]"


def test_where_the_program_stops_the_base_is_refused_with_the_reason() -> None:
    data = b"[llm]\nmodel = 'a'\n\n[security]\nenable_security_analyzer = true\n"
    view = Resolution(Document(data), dialect("openhands", "0.62.0"), {})

    with pytest.raises(SwitchError, match=r"^OpenHands stops when it starts: .*security"):
        switch(view, BASE)


def test_a_release_that_reads_no_section_uses_none() -> None:
    view = Resolution(Document(SECTIONS.encode()), dialect("openhands", "1.7.0"), {})

    assert unusable(view, BASE) == "OpenHands 1.7.0 does not read [llm], and uses no section of it"
