"""The commands beside the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from llm_tui.model.dialects.known import dialect
from llm_tui.tui.main import main
from tests.model.store.test_other_editors import swap_file
from tests.tui.shell import Shell

TEXT = """\
[llm]
model = "gpt-4o"   # base
api_key = "sk-base-000000000003f9a"

# small steps
[llm.cheap]
model = "gpt-4o-mini"

[llm."claude-3.5"]
model = 'claude'

[llm.lost]
max_tokens = 5

[agent.Finder]
llm_config = "cheap"
"""


@pytest.fixture
def shell(config: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    config.write_text(TEXT)
    return Shell(config, capsys)


def test_list_shows_every_section_with_model_status_and_users(shell: Shell) -> None:
    assert shell.run("list") == 0

    lines = [line.split() for line in shell.out.splitlines()]
    assert ["▶", "llm", "gpt-4o", "ok", "agent,", "condenser"] in lines
    assert ["cheap", "gpt-4o-mini", "ok", "agent.Finder"] in lines
    assert ["lost", "gpt-4o", "ignored"] in lines


@pytest.mark.parametrize("words", [["list"], ["show"], ["show", "--json"], ["list", "--json"]])
def test_control_characters_of_a_file_are_spelled_out(shell: Shell, words: list[str]) -> None:
    shell.config.write_text('[llm]\nmodel = "a\\u001b[31mb\\u009b2J\\u007fc\\u202e"\n')

    assert shell.run(*words) == 0

    assert "a\\u001b[31mb\\u009b2J\\u007fc\\u202e" in shell.out
    assert shell.out.replace("\n", "").isprintable()


def test_get_prints_one_effective_value_alone(shell: Shell) -> None:
    assert shell.run("get", "cheap", "model") == 0
    assert shell.out == "gpt-4o-mini\n"

    assert shell.run("get", "llm.claude-3.5", "drop_params") == 0
    assert shell.out == "true\n"


@pytest.mark.parametrize("name", ["claude-3.5", "llm.claude-3.5", '[llm."claude-3.5"]'])
def test_a_section_may_be_named_in_every_way_that_openhands_has(shell: Shell, name: str) -> None:
    assert shell.run("get", name, "model") == 0
    assert shell.out == "claude\n"


def test_secrets_are_masked_unless_they_are_to_be_revealed(shell: Shell) -> None:
    assert shell.run("get", "cheap", "api_key") == 1
    assert shell.out == ""
    assert "api_key of [llm.cheap] is a secret; --reveal prints it" in shell.err
    shell.run("show")
    assert "sk-base" not in shell.out
    shell.run("show", "--json")
    assert "sk-base" not in shell.out

    shell.run("get", "cheap", "api_key", "--reveal")
    assert shell.out == "sk-base-000000000003f9a\n"


def test_get_names_the_origin_before_the_value(shell: Shell) -> None:
    shell.run("get", "cheap", "model", "--origin")
    assert shell.out == f"file:{shell.config}:7\tgpt-4o-mini\n"

    shell.run("get", "cheap", "top_p", "--origin", "--release", "0.62.0")
    assert shell.out == "default:OpenHands 0.62.0\t1.0\n"


def test_get_names_a_variable_as_the_origin(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_SEED", "4")

    shell.run("get", "llm", "seed", "--origin")
    assert shell.out == "env:LLM_SEED\t4\n"


def test_show_names_the_origin_of_every_value(shell: Shell) -> None:
    shell.run("show", "claude-3.5", "--origin")

    assert shell.out.splitlines() == [
        f'file:{shell.config}:10\tllm."claude-3.5".model=claude',
        f'file:{shell.config}:3\tllm."claude-3.5".api_key=••••••••3f9a',
    ]


def test_a_key_without_a_value_is_no(shell: Shell) -> None:
    assert shell.run("get", "llm", "seed") == 1
    assert "seed has no value in [llm]" in shell.err


def test_show_json_is_the_contract_that_scripts_rely_on(shell: Shell) -> None:
    assert shell.run("show", "--json", "--all", "--reveal", "--release", "0.62.0") == 0
    report = json.loads(shell.out)

    assert list(report) == ["file", "dialect", "release", "sections", "problems"]
    assert report["release"] == "0.62.0"
    base, cheap, _, lost = report["sections"]
    assert {key: base[key] for key in base if key != "settings"} == {
        "name": "llm",
        "line": 1,
        "status": "ok",
        "in_use": True,
        "used_by": ["agent", "condenser"],
    }
    settings = {setting["key"]: setting for setting in cheap["settings"]}
    assert settings.keys() == dialect("openhands", "0.62.0").fields.keys()
    assert settings["model"] == {
        "key": "model",
        "value": "gpt-4o-mini",
        "origin": "section",
        "line": 7,
        "secret": False,
        "overridden": [
            {"origin": "base", "value": "gpt-4o"},
            {"origin": "default", "value": "claude-sonnet-4-20250514"},
        ],
    }
    assert settings["api_key"]["value"] == "sk-base-000000000003f9a"
    assert lost["status"] == "dropped"
    (problem,) = [found for found in report["problems"] if found["severity"] == "error"]
    assert (problem["code"], problem["section"], problem["line"]) == ("unknown-key", "lost", 13)
    assert problem["fix"] == "max_output_tokens"


def test_show_json_without_all_lists_what_is_set(shell: Shell) -> None:
    shell.run("show", "--json", "cheap")
    (section,) = json.loads(shell.out)["sections"]

    assert [setting["key"] for setting in section["settings"]] == ["model", "api_key"]


def test_set_prints_the_diff_and_saves(shell: Shell) -> None:
    assert shell.run("set", "cheap", "temperature=0.2", "model=o3") == 0

    assert "+temperature = 0.2" in shell.out
    expected = TEXT.replace('"gpt-4o-mini"', '"o3"\ntemperature = 0.2')
    assert shell.config.read_text() == expected


def test_a_dry_run_prints_the_diff_and_saves_nothing(shell: Shell) -> None:
    assert shell.run("set", "-n", "cheap", "temperature=0.2") == 0

    assert "+temperature = 0.2" in shell.out
    assert shell.config.read_text() == TEXT


def test_quiet_prints_nothing(shell: Shell) -> None:
    assert shell.run("set", "cheap", "-q", "temperature=0.2") == 0

    assert shell.out == ""


def test_a_secret_is_read_from_stdin_and_masked_in_the_diff(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("sk-new-1111111111wxyz\n")
    with (tmp_path / "key").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert shell.run("set", "cheap", "api_key=-") == 0

    assert '+api_key = "••••••••wxyz"' in shell.out
    assert "sk-new" not in shell.out
    assert 'api_key = "sk-new-1111111111wxyz"' in shell.config.read_text()


def test_all_values_are_set_or_none(shell: Shell) -> None:
    assert shell.run("set", "cheap", "temperature=0.2", "num_retries=many") == 1

    assert "num_retries must be a whole number" in shell.err
    assert shell.config.read_text() == TEXT


def test_a_key_that_would_cost_the_section_is_refused(shell: Shell) -> None:
    assert shell.run("set", "cheap", "temprature=0.2") == 1

    assert "ignore all of [llm.cheap]" in shell.err
    assert "Did you mean temperature?" in shell.err


def test_unset_takes_the_line_out(shell: Shell) -> None:
    assert shell.run("unset", "lost", "max_tokens") == 0
    assert "max_tokens" not in shell.config.read_text()

    assert shell.run("unset", "lost", "max_tokens") == 1


def test_add_opens_a_section_below_the_others(shell: Shell) -> None:
    assert shell.run("add", "gpt-4.1", "model=gpt-4.1", "input_cost_per_token=3e-6") == 0

    added = '[llm."gpt-4.1"]\nmodel = "gpt-4.1"\ninput_cost_per_token = 3e-6\n\n[agent.Finder]'
    assert added in shell.config.read_text()


def test_add_starts_a_new_file(shell: Shell) -> None:
    shell.config.unlink()

    assert shell.run("add", "llm", "model=o3") == 0
    assert shell.config.read_text() == '[llm]\nmodel = "o3"\n'


def test_copy_takes_the_inner_lines_along(shell: Shell) -> None:
    assert shell.run("copy", "cheap", "spare") == 0

    assert '[llm.spare]\nmodel = "gpt-4o-mini"\n' in shell.config.read_text()


def test_rename_takes_the_references_along(shell: Shell) -> None:
    assert shell.run("rename", "cheap", "small") == 0

    expected = TEXT.replace("[llm.cheap]", "[llm.small]").replace('"cheap"', '"small"')
    assert shell.config.read_text() == expected


def test_the_base_keeps_its_name(shell: Shell) -> None:
    assert shell.run("rename", "llm", "small") == 1
    assert shell.run("rename", "cheap", "llm") == 1


def test_remove_refuses_what_is_referred_to(shell: Shell) -> None:
    assert shell.run("remove", "cheap") == 1
    assert "agent.Finder refers to cheap" in shell.err
    assert "--force" in shell.err

    assert shell.run("remove", "lost") == 0
    assert "lost" not in shell.config.read_text()

    assert shell.run("remove", "cheap", "--force") == 0
    assert "[llm.cheap]" not in shell.config.read_text()


def test_remove_refuses_the_base_and_lists_what_each_section_would_lose(shell: Shell) -> None:
    assert shell.run("remove", "llm") == 1
    assert "cheap loses api_key; claude-3.5 loses api_key" in shell.err
    assert shell.config.read_text() == TEXT

    assert shell.run("remove", "llm", "--force") == 0
    assert "sk-base" not in shell.config.read_text()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["lst"], "lst; did you mean list?"),
        (["--read-only", "shwo", "cheap"], "shwo; did you mean show?"),
        (["frobnicate"], "frobnicate; a new file ends in .toml"),
    ],
)
def test_a_mistyped_command_is_not_a_new_file(
    capsys: pytest.CaptureFixture[str], words: list[str], hint: str
) -> None:
    assert main(words) == 2

    assert capsys.readouterr().err == f"llm-tui: no command or file named {hint}\n"


@pytest.mark.parametrize("words", [["new.toml"], ["open", "new"]])
def test_a_new_file_is_named_by_its_ending_or_by_open(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    main(words)

    assert "the screen needs a terminal" in capsys.readouterr().err


def test_use_prints_the_line_that_it_wrote(shell: Shell) -> None:
    assert shell.run("use", "cheap") == 0

    added = [line for line in shell.out.splitlines() if line.startswith("+") and line[1:2] != "+"]
    assert [line for line in added if line != "+"] == ["+[agent]", '+llm_config = "cheap"']
    assert '[agent]\nllm_config = "cheap"\n\n[agent.Finder]' in shell.config.read_text()

    assert shell.run("use", "llm.cheap") == 0
    assert (shell.out, shell.err.count("already in use by CodeActAgent")) == ("", 1)


def test_use_for_one_agent_leaves_the_others(shell: Shell) -> None:
    assert shell.run("use", "--agent", "Finder", "claude-3.5") == 0

    expected = TEXT.replace('llm_config = "cheap"', 'llm_config = "claude-3.5"')
    assert shell.config.read_text() == expected


def test_use_refuses_what_openhands_would_not_use(shell: Shell) -> None:
    assert shell.run("use", "lost") == 1

    assert "ignores [llm.lost] because of max_tokens in line 13" in shell.err
    assert shell.config.read_text() == TEXT


def test_export_prints_variables_and_says_what_is_not_in_them(shell: Shell) -> None:
    assert shell.run("export", "cheap", "--as", "env") == 0
    assert shell.out == "LLM_MODEL=gpt-4o-mini\n"
    assert "LLM_API_KEY is left out, being secret" in shell.err

    assert shell.run("export", "cheap", "--as", "env", "--reveal") == 0
    assert shell.out == "LLM_MODEL=gpt-4o-mini\nLLM_API_KEY=sk-base-000000000003f9a\n"
    assert shell.err == ""


def test_an_export_of_an_ignored_section_says_whose_values_it_holds(shell: Shell) -> None:
    assert shell.run("export", "lost", "--as", "json") == 0

    assert json.loads(shell.out) == {"LLM_MODEL": "gpt-4o"}
    assert "OpenHands ignores [llm.lost]" in shell.err


def test_diff_shows_two_sections_side_by_side(shell: Shell) -> None:
    assert shell.run("diff", "llm", "claude-3.5") == 0

    assert [line.split() for line in shell.out.splitlines()] == [
        ["KEY", "llm", "FROM", "claude-3.5", "FROM"],
        ["model", "gpt-4o", "here", ":2", "claude", "here", ":10"],
        ["api_key", "is", "the", "same"],
    ]


def test_diff_never_shows_a_key(shell: Shell) -> None:
    shell.run("set", "-q", "cheap", "api_key=sk-other-00000000003f9a")

    assert shell.run("diff", "llm", "cheap") == 0
    assert "••••••••3f9a (different)" in shell.out
    assert "sk-" not in shell.out

    assert shell.run("diff", "llm", "cheap", "--json") == 0
    assert "sk-" not in shell.out
    report = json.loads(shell.out)
    assert report["sections"] == ["llm", "cheap"]
    assert [entry["key"] for entry in report["differences"]] == ["model", "api_key"]
    assert report["differences"][0]["values"][1] == {
        "value": "gpt-4o-mini", "origin": "section", "line": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [["get", "llm"], ["set", "llm", "model"], ["get", "llm", "model", "--release", "9.9"],
     ["list", "--nonsense"], ["completion", "nonsense"], ["export", "llm", "--as", "nonsense"],
     ["list", "--dialect", "nonsense"], ["add", "new", "--from", "nonsense"]],
)  # fmt: skip
def test_a_wrong_command_line_is_status_2(shell: Shell, words: list[str]) -> None:
    assert shell.run(*words) == 2
    assert shell.err.count("\n") == 1


def test_an_unknown_section_is_named_with_those_there_are(shell: Shell) -> None:
    assert shell.run("get", "cheep", "model") == 1
    assert "no section cheep; the file has llm, cheap, claude-3.5, lost" in shell.err


@pytest.mark.parametrize(
    "words",
    [["get", "cheap", "seed"], ["get", "cheap", "nonsense"], ["set", "cheap", "seed=many"],
     ["set", "cheap", "temprature=1"], ["unset", "cheap", "seed"], ["add", "cheap"],
     ["copy", "cheap", "lost"], ["rename", "cheap", "llm"], ["remove", "cheap"], ["use", "lost"],
     ["show", "none"], ["test", "none"], ["export", "none", "--as", "env"], ["diff", "llm", "none"],
     ["models", "--section", "none"]],
    ids=" ".join,
)  # fmt: skip
def test_an_error_is_one_line_that_names_the_program_and_the_file_once(
    shell: Shell, words: list[str]
) -> None:
    assert shell.run(*words) == 1

    assert shell.err.startswith(f"llm-tui: {shell.config}: ")
    assert shell.err.count(str(shell.config)) == 1
    assert shell.err.replace(str(shell.config), "").count("llm-tui") == 1
    assert shell.err.count("\n") == 1
    assert shell.config.read_text() == TEXT


def test_a_refused_value_is_named_by_section_and_key(shell: Shell) -> None:
    shell.run("set", "cheap", "seed=many")

    assert "[llm.cheap]: seed must be a whole number" in shell.err


def test_a_file_that_cannot_be_read_is_status_3_with_the_place(shell: Shell) -> None:
    shell.config.write_text("[llm]\nmodel = \n")

    assert shell.run("get", "llm", "model") == 3
    assert "config.toml:2:9: " in shell.err

    shell.config.unlink()
    assert shell.run("list") == 3


def test_a_read_only_file_is_status_3_and_left_alone(shell: Shell) -> None:
    shell.config.chmod(0o444)

    assert shell.run("set", "llm", "seed=1") == 3
    assert shell.config.read_text() == TEXT


def test_options_may_be_placed_anywhere(shell: Shell) -> None:
    assert main(["-f", str(shell.config), "get", "--release", "0.62.0", "cheap", "model"]) == 0


EDITS = "llm_tui.model.edit"
LAZY = {
    ("get", "cheap", "model"): ("textual", "tomlkit", "litellm", "rich", "urllib.parse"),
    ("list",): ("textual", "tomlkit", "litellm", "rich"),
    ("show", "llm"): ("textual", "tomlkit", "litellm", "rich", f"{EDITS}.protocol"),
    ("check", "--fix", "-n"): ("textual", "tomlkit", "litellm", "rich"),
    ("export", "cheap", "--as", "env"): ("textual", "tomlkit", "litellm", "rich"),
    ("diff", "llm", "cheap"): ("textual", "tomlkit", "litellm", "rich"),
    ("use", "cheap"): ("textual", "tomlkit", "litellm", "rich", "urllib.parse"),
    ("set", "-n", "cheap", "seed=1"): ("textual", "litellm", "rich", f"{EDITS}.move_section"),
}


def test_the_process_prints_all_and_ends_before_the_interpreter_is_taken_down(shell: Shell) -> None:
    code = (
        "import os\nfrom llm_tui.tui.main import start\n"
        "class Last:\n    __del__ = lambda self: os.write(1, b'taken down')\n"
        "last = Last()\nstart()"
    )
    shell.config.write_text("".join(f"[llm.section-{number}]\n" for number in range(1000)))

    result = subprocess.run(
        [sys.executable, "-c", code, "list", "-f", str(shell.config)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert len(result.stdout.splitlines()) == 1002
    assert result.stdout.splitlines()[-1].split()[0] == "section-999"


@pytest.mark.parametrize("words", LAZY)
def test_a_command_imports_only_what_it_needs(shell: Shell, words: tuple[str, ...]) -> None:
    code = (
        "import sys; from llm_tui.tui.main import main;"
        f"assert main({[*words, '-f', str(shell.config)]!r}) == 0;"
        f"print([name for name in {LAZY[words]!r} if name in sys.modules], file=sys.stderr)"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stderr.splitlines()[-1] == "[]"


def test_the_screen_imports_tomlkit_at_the_first_edit_only() -> None:
    code = (
        "import sys; import llm_tui.tui.app;"
        "print([name for name in ('tomlkit', 'litellm', 'rich.markdown', 'pygments')"
        " if name in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout == "[]\n"


def test_a_file_of_variables_is_an_environment_for_every_command(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / ".env"
    path.write_text('export LLM_MODEL="gpt 5" # new\n')

    assert shell.run("get", "llm", "model", "--env-file", str(path)) == 0
    assert shell.out == "gpt 5\n"
    assert shell.run("get", "cheap", "model", "--env-file", str(path)) == 0
    assert shell.out == "gpt-4o-mini\n"
    assert shell.run("list", "--env-file", str(path)) == 0
    assert "gpt 5" in shell.out
    assert shell.run("show", "llm", "--env-file", str(path)) == 0
    assert "$LLM_MODEL" in shell.out


def test_the_shell_wins_over_a_file_of_variables(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ".env"
    path.write_text("LLM_MODEL=file\n")
    monkeypatch.setenv("LLM_MODEL", "shell")

    shell.run("get", "llm", "model", "--env-file", str(path))

    assert shell.out == "shell\n"


def test_a_line_of_variables_that_can_not_be_read_is_named_without_its_value(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / ".env"
    path.write_text("LLM_SEED=5\nLLM API KEY sk-secret\n")

    assert shell.run("get", "llm", "seed", "--env-file", str(path)) == 0
    assert f"{path}:2: this is not NAME=VALUE" in shell.err
    assert "sk-secret" not in shell.err


def test_a_file_of_variables_that_is_not_there_is_an_error(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("get", "llm", "model", "--env-file", str(tmp_path / "none")) == 3
    assert "could not be read" in shell.err


def test_dotted_keys_and_arrays_of_tables_have_lines_and_computed_values_none(
    shell: Shell,
) -> None:
    shell.config.write_text(
        "core.debug = true\nllm.gpt.seed = 1\nllm.model = 'azure/x'\n[[llm.list]]\n[[llm.list]]\n"
    )
    assert shell.run("list", "--json") == 0
    assert [(s["name"], s["line"]) for s in json.loads(shell.out)] == [("llm", 3), ("gpt", 2)]

    assert shell.run("show", "gpt", "--json", "--all") == 0
    (section,) = json.loads(shell.out)["sections"]
    lines = {setting["key"]: setting["line"] for setting in section["settings"]}
    assert (lines["seed"], lines["api_version"]) == (2, None)
    (problem,) = [p for p in json.loads(shell.out)["problems"] if p["key"] == "list"]
    assert problem["line"] == 4


def test_a_file_that_an_editor_has_open_is_saved_with_a_warning(shell: Shell) -> None:
    swap_file(shell.config.parent / ".config.toml.swp", b"VIM 9.1", os.getppid())

    assert shell.run("set", "llm", "seed=1", "-q") == 0

    assert f"is open in vim, pid {os.getppid()}" in shell.err
