"""`llm-tui check`."""

import json

import pytest

from llm_tui.tui.commands import check
from tests.tui.shell import Shell
from tests.tui.test_commands import shell

__all__ = ["shell"]

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
max_tokens = 5   # of an answer
temperature = 7

[agent.Finder]
llm_config = "cheap"
"""


@pytest.fixture(autouse=True)
def _text(shell: Shell) -> None:
    shell.config.write_text(TEXT)


def test_problems_are_printed_with_consequence_and_fix(shell: Shell) -> None:
    assert shell.run("check") == 1

    lines = shell.out.splitlines()
    assert lines[0].startswith("✗ line 6: cheap: max_tokens: OpenHands 0.62.0 has no such key;")
    assert "agent.Finder gets [llm] instead, model gpt-4o" in lines[1]
    assert lines[2] == "  Fix: rename max_tokens to max_output_tokens in [llm.cheap]"
    assert lines[-1].endswith(": 1 error, 1 note; llm-tui check --fix fixes 1; -v prints the notes")


def test_a_file_without_problems_is_status_0(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "gpt-4o"\n')

    assert shell.run("check") == 0
    assert shell.out == f"{shell.config}: no problems\n"


def test_a_warning_is_no_error(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "gpt-4o"\ntemperature = 7\n')

    assert shell.run("check") == 0
    assert "! line 3: llm: temperature = 7: it must be at most 2" in shell.out


def test_what_is_only_good_to_know_is_counted(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "gpt-4o"\n[llm.a]\nmodel = "gpt-4o"\n')

    assert shell.run("check") == 0
    assert shell.out == f"{shell.config}: 1 note; -v prints the notes\n"

    assert shell.run("check", "-v") == 0
    assert shell.out.startswith("i line 4: a: ")
    assert shell.out.endswith(f"{shell.config}: 1 note\n")


def test_fix_applies_what_is_certain_prints_the_diff_and_what_is_left(shell: Shell) -> None:
    assert shell.run("check", "--fix") == 0

    assert "-max_tokens = 5   # of an answer" in shell.out
    assert "+max_output_tokens = 5   # of an answer" in shell.out
    assert "! line 7: cheap: temperature = 7" in shell.out
    assert "sk-base" not in shell.out
    assert shell.config.read_text() == TEXT.replace("max_tokens", "max_output_tokens")


def test_a_dry_run_prints_the_diff_and_saves_nothing(shell: Shell) -> None:
    assert shell.run("check", "--fix", "-n") == 0

    assert "+max_output_tokens = 5" in shell.out
    assert shell.config.read_text() == TEXT


def test_quiet_prints_no_diff(shell: Shell) -> None:
    shell.run("check", "--fix", "-q")

    assert "+max_output_tokens" not in shell.out
    assert "max_output_tokens" in shell.config.read_text()


def test_errors_that_are_left_are_status_1(shell: Shell) -> None:
    shell.config.write_text(TEXT + "\n[sandbox]\nqqq = 1\n")

    assert shell.run("check", "--fix", "-q") == 1
    assert ": sandbox: qqq: OpenHands has no such key" in shell.out


def test_fix_says_why_nothing_was_fixed(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "gpt-4o"\n\n[sandbox]\nqqq = 1\n')
    shell.run("check", "--fix")
    assert shell.out.splitlines()[-1].startswith("Nothing was fixed: 1 of the fixes is not certain")

    shell.config.write_text('[llm]\nmodel = "gpt-4o"\n')
    shell.run("check", "--fix")
    assert shell.out.splitlines()[-1] == "Nothing was fixed: there is nothing to fix"


def test_fix_says_that_there_was_no_time_for_all(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "SECONDS", -1.0)

    assert shell.run("check", "--fix") == 1

    assert shell.err == "llm-tui: 0 fixes were made in -1 s; run it again for the others\n"
    assert shell.config.read_text() == TEXT


def test_json_lists_every_problem(shell: Shell) -> None:
    assert shell.run("check", "--json", "--release", "0.62.0") == 1

    report = json.loads(shell.out)
    assert list(report) == ["file", "dialect", "release", "problems"]
    unknown, lost = report["problems"]
    assert unknown == {
        "code": "unknown-key",
        "severity": "error",
        "section": "cheap",
        "key": "max_tokens",
        "line": 6,
        "message": unknown["message"],
        "consequence": unknown["consequence"],
        "fix": "max_output_tokens",
    }
    assert (lost["code"], lost["section"], lost["fix"]) == ("lost-reference", "agent.Finder", None)


def test_json_with_fix_prints_nothing_but_json(shell: Shell) -> None:
    assert shell.run("check", "--json", "--fix") == 0

    assert [found["code"] for found in json.loads(shell.out)["problems"]] == ["out-of-range"]
    assert "max_output_tokens" in shell.config.read_text()


def test_a_file_that_cannot_be_parsed_is_reported_with_the_place(shell: Shell) -> None:
    shell.config.write_text("[llm]\nmodel = \n")

    assert shell.run("check", "--fix") == 1
    assert "✗ line 2: " in shell.out


def test_a_missing_file_is_status_3(shell: Shell) -> None:
    shell.config.unlink()

    assert shell.run("check") == 3


def test_an_edit_warns_of_the_problem_that_it_makes(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "gpt-4o"\n[llm.a]\n[agent]\nllm_config = "a"\n')

    assert shell.run("rename", "a", "llm.b") == 0
    assert shell.err == ""

    shell.run("set", "b", "model=no-such")
    assert "does not know no-such" in shell.err


def test_an_edit_of_the_base_warns_of_the_problem_that_it_makes_elsewhere(shell: Shell) -> None:
    shell.config.write_text('[llm]\nmodel = "m"\n[llm.a]\nmodel = "openai/gpt-4o-mini"\n')

    assert shell.run("set", "llm", "max_output_tokens=9999999", "-q") == 0

    assert "openai/gpt-4o-mini answers with at most" in shell.err
