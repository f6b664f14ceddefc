"""A file is read as the program's that it is meant for, and as another's when that is asked for."""

import json
from pathlib import Path

import pytest

from llm_tui.model.dialects.recognise import DialectSpec
from llm_tui.model.store import file_dialects
from tests.loopback.openai import OpenAI
from tests.loopback.server import TEXT as ANSWER
from tests.loopback.server import serving
from tests.tui.driver import NARROW, WIDE, started
from tests.tui.shell import Shell

OPENMANUS = """\
[llm]
model = "gpt-4o"
base_url = "http://127.0.0.1:1/v1"
api_key = "sk-000000000000000000000001"
max_tokens = 100

[llm.vision]
model = "gpt-4o-mini"
"""
GENERIC = """\
[database]
url = "postgres://h"

[llm]
role = "fast"
model = "local"
api_key = "sk-000000000000000000000001"

[llm.backup]
model = "other"
"""
both_sizes = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])


@pytest.fixture
def shell(config: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    config.write_text(OPENMANUS)
    return Shell(config, capsys)


class TestCommands:
    def test_show_says_which_program_is_assumed_and_why(self, shell: Shell) -> None:
        assert shell.run("show") == 0

        assert shell.out.startswith(
            "OpenManus main: the file has [llm.vision] and max_tokens, and no [core]; its"
        )
        assert "[llm.vision]  OpenManus asks for no such section" in shell.out

    @pytest.mark.parametrize(
        ("options", "dialect", "release"),
        [
            ([], "openmanus", "main"),
            (["--dialect", "generic"], "generic", None),
            (["--dialect", "openhands"], "openhands", "0.62.0"),
            (["--release", "0.30.0"], "openhands", "0.30.0"),
            (["--dialect", "openhands", "--release", "0.30.0"], "openhands", "0.30.0"),
        ],
    )
    def test_show_json_has_the_dialect_and_its_release(
        self, shell: Shell, options: list[str], dialect: str, release: str | None
    ) -> None:
        assert shell.run("show", "--json", *options) == 0

        report = json.loads(shell.out)
        assert (report["dialect"], report["release"]) == (dialect, release)

    @pytest.mark.parametrize("command", ["list", "show", "test --all", "set llm model=x", "open"])
    @pytest.mark.parametrize(
        ("options", "known"),
        [
            (["--dialect", "openhand"], "openhands, openmanus, generic"),
            (["--release", "9.9.9"], "0.61.0, 0.62.0"),
            (["--dialect", "generic", "--release", "0.62.0"], "generic has only one"),
        ],
    )
    def test_an_unknown_one_is_refused_with_those_that_are_known(
        self, shell: Shell, command: str, options: list[str], known: str
    ) -> None:
        assert shell.run(*command.split(), *options) == 2

        assert known in shell.err.replace("'", "")  # Pythons differ in the quotes
        assert shell.config.read_text() == OPENMANUS

    def test_list_get_set_and_unset_follow_the_dialect(self, shell: Shell) -> None:
        assert shell.run("list") == 0
        assert [line.split() for line in shell.out.splitlines()[1:]] == [
            ["▶", "llm", "gpt-4o", "ok", "default"],
            ["vision", "gpt-4o-mini", "ok"],
        ]
        assert shell.run("get", "vision", "max_tokens") == 0
        assert shell.out == "100\n"
        assert shell.run("set", "vision", "max_tokens=many") == 1
        assert "max_tokens must be a whole number" in shell.err
        assert shell.run("set", "vision", "num_retries=3") == 1
        assert "OpenManus main has no key num_retries and would not read it" in shell.err
        assert shell.run("set", "vision", "max_tokens=7", "-q") == 0
        assert shell.run("get", "vision", "max_tokens") == 0
        assert shell.out == "7\n"
        assert shell.run("unset", "vision", "max_tokens", "-q") == 0
        assert shell.config.read_text() == OPENMANUS

    def test_a_generic_file_takes_any_key_and_inherits_nothing(self, shell: Shell) -> None:
        shell.config.write_text(GENERIC)

        assert shell.run("set", "backup", "role=slow", "-q") == 0
        assert shell.config.read_text() == GENERIC + 'role = "slow"\n'
        assert shell.run("get", "backup", "role") == 0
        assert shell.out == "slow\n"
        assert shell.run("get", "backup", "api_key") == 1
        assert shell.run("get", "llm", "api_key", "--reveal") == 0
        assert shell.out.endswith("0001\n")


@both_sizes
async def test_the_title_names_the_program_and_the_table_its_keys(
    config: Path, size: tuple[int, int]
) -> None:
    config.write_text(OPENMANUS)
    async with started(config, size) as user:
        await user.press("down")

        assert user.screen().splitlines()[0].rstrip().endswith("OpenManus main   ✗ 1")
        assert "[llm.vision] · inherits [llm] · OpenManus asks" in user.screen()
        assert "↑ max_tokens" in user.screen()
        assert "num_retries" not in user.screen()


@both_sizes
async def test_a_generic_file_shows_what_is_written_and_claims_nothing(
    config: Path, size: tuple[int, int]
) -> None:
    config.write_text(GENERIC)
    async with started(config, size) as user:
        assert user.screen().splitlines()[0].rstrip().endswith("generic")
        assert "▌ role" in user.screen()
        assert "••••••••0001" in user.line("api_key")
        await user.press("down")
        assert "inherits" not in user.screen()
        assert "api_key" not in user.screen()

        await user.go_to("model")
        await user.press("enter")
        await user.replace("third")
        await user.press("enter")
        assert "here :10" in user.line("▌ model")
        assert "third" in user.line("▌ model")


async def test_the_palette_changes_the_dialect_in_place_and_keeps_the_edits(config: Path) -> None:
    config.write_text(OPENMANUS)
    async with started(config, WIDE) as user:
        await user.go_to("model")
        await user.press("x", "ctrl+p")
        await user.type("dialect")
        await user.press("enter")
        assert "Now OpenManus main: the file has [llm.vision] and max_tokens" in user.screen()
        await user.press("up", "enter")

        assert "OpenHands 0.62.0   1 unsaved   ✗ 1" in user.screen()
        await user.until("OpenHands ignores all of [llm]")
        assert "Not known to OpenHands" in user.screen()

        await user.press("z")
        assert user.screen().splitlines()[0].rstrip().endswith("OpenHands 0.62.0   ✗ 1")
        assert config.read_text() == OPENMANUS


async def test_the_palette_changes_the_release(config: Path) -> None:
    config.write_text("[core]\n[llm]\nseed = 3\n")
    async with started(config, NARROW, wish=DialectSpec("openhands", "0.30.0")) as user:
        await user.press("ctrl+p")
        await user.type("release")
        await user.press("enter")
        assert "0.30.0" in user.screen()
        await user.press("down", "enter")

        assert "OpenHands 0.29.1   ✗ 1" in user.screen()
        assert "✗ seed" in user.screen()


async def test_a_program_without_releases_offers_none(config: Path) -> None:
    config.write_text("[llm]\nmodel = 'm'\nllm_type = 'x'\n")
    async with started(config, NARROW) as user:
        await user.press("ctrl+p")
        await user.type("release")
        await user.press("enter")

        assert "The program has no releases to choose from" in user.notices()


async def test_the_help_says_why_the_file_is_read_so(config: Path) -> None:
    config.write_text(OPENMANUS)
    async with started(config, WIDE) as user:
        await user.press("question_mark")

        assert "Read as OpenManus main: the file has [llm.vision] and max_tokens" in user.screen()


@pytest.mark.parametrize("dialect", ["openhands", "openmanus", "generic"])
async def test_a_section_can_be_asked_in_every_dialect(config: Path, dialect: str) -> None:
    async with serving(OpenAI()) as server:
        config.write_text(
            f'[llm]\nmodel = "openai/m"\nbase_url = "{server.url}/v1"\napi_key = "sk-loop"\n'
        )
        async with started(config, NARROW, wish=DialectSpec(dialect)) as user:
            await user.press("t", "enter")
            await user.until(ANSWER)

    (received,) = server.received
    assert received.json["model"] == ("openai/m" if dialect == "openmanus" else "m")


class TestEdits:
    def test_a_value_that_only_another_program_can_t_read_is_set(self, shell: Shell) -> None:
        mixed = ["set", "llm", 'stop=[1, "a"]']

        assert shell.run(*mixed, "--dialect", "openhands") == 1
        assert shell.run(*mixed, "--dialect", "generic") == 0
        assert 'stop = [1, "a"]' in shell.config.read_text()

    def test_a_name_that_only_another_program_can_t_read_is_given(self, shell: Shell) -> None:
        assert shell.run("rename", "vision", 'a"b', "--dialect", "openhands") == 1
        assert "OpenHands can't read such a name" in shell.err
        assert shell.run("rename", "vision", 'a"b', "--dialect", "openmanus") == 0
        assert '[llm."a\\"b"]' in shell.config.read_text()


async def test_a_choice_holds_for_the_file_until_it_is_undone(config: Path) -> None:
    config.write_text(OPENMANUS)
    async with started(config, WIDE) as user:
        await user.press("ctrl+p")
        await user.type("dialect")
        await user.press("enter", "up", "enter")
    assert file_dialects.chosen(str(config)) == DialectSpec("openhands", None)

    async with started(config, WIDE) as user:
        await user.press("ctrl+p")
        await user.type("dialect")
        await user.press("enter")
        await user.type("recogn")
        await user.press("enter")
        assert "OpenManus main" in user.screen()
    assert file_dialects.chosen(str(config)) == DialectSpec()


def test_the_commands_read_a_file_as_it_was_chosen_on_the_screen(shell: Shell) -> None:
    file_dialects.remember(str(shell.config), DialectSpec("openhands", "0.48.0"))

    assert shell.run("show", "--json") == 0
    assert json.loads(shell.out)["release"] == "0.48.0"
    assert shell.run("show", "--json", "--release", "0.30.0") == 0
    assert json.loads(shell.out)["release"] == "0.30.0"


async def test_a_release_that_ignores_the_file_says_so_and_names_the_way_out(config: Path) -> None:
    config.write_text("[core]\n[llm]\nmodel = 'gpt-4o'\n")
    async with started(config, WIDE, wish=DialectSpec("openhands", "1.7.0")) as user:
        text = " ".join(user.screen().replace("│", " ").split())

        assert "OpenHands 1.7.0 does not read [llm]" in text
        assert "Export the sections as profiles: llm-tui export" in text
        assert "OpenHands 1.7.0" in user.screen().splitlines()[0]
