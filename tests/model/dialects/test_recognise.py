"""Which program a file is meant for."""

from pathlib import Path

import pytest

from llm_tui.model.dialects.recognise import DialectSpec, choose, recognise
from llm_tui.model.errors import UnknownDialectError
from tests.model.oracle import case_bytes, data

OPENMANUS = b'[llm]\nmodel = "m"\nmax_tokens = 5\napi_type = "azure"\n[llm.vision]\nmodel = "v"\n'


@pytest.mark.parametrize("case", data()["cases"])
def test_every_recorded_file_of_openhands_is_openhands(case: str) -> None:
    assert recognise(case_bytes(case), None)[0] == "openhands"


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("", "openhands", "default: nothing in the file says otherwise"),
        ('[llm]\nmodel = "m"\n[llm.vision]\nmodel = "v"\n', "openhands", "nothing"),
        ('[llm]\nmodel = "m"\nmax_tokens = 5\nprovider = "x"\n', "openhands", "nothing"),
        ('[llm]\napi_type = "azure"\n', "openhands", "nothing"),
        ('[core]\n[llm]\nmax_tokens = 5\napi_type = "x"\n[runflow]\n', "openhands", "[core]"),
        ("\ufeff[core]\n[llm]\n[database]\n", "openhands", "[core]"),
        ("[llm]\nnum_retries = 3\n[llm.x]\ndrop_params = true\n[mine]\n", "openhands", "num_"),
        ('[llm]\nmodel = "m"\n[gpt4]\nmodel = "n"\n', "openhands", "nothing"),
        (OPENMANUS.decode(), "openmanus", "the file has [llm.vision], api_type and max_tokens"),
        ("[llm]\nmax_tokens = 5\n[llm.vision]\n[browser]\n", "openmanus", "[browser]"),
        ('[llm]\nmodel = "m"\n[runflow]\n[daytona]\n', "openmanus", "[runflow] and [daytona]"),
        ("[llm]\nmax_tokens = 5\n[llm.vision]\nmodel = not TOML", "openmanus", "[llm.vision]"),
        ('[app]\n[postgres]\n[llm]\nmodel = "m"\n', "generic", "[app] and [postgres]"),
        ('[llm]\nmodel = "m"\napi_key_env = "K"\n', "generic", "api_key_env"),
    ],
)  # fmt: skip
def test_the_program_is_recognized_by_the_file_alone(text: str, name: str, reason: str) -> None:
    found, why = recognise(text.encode(), None)

    assert found == name
    assert reason in why


@pytest.mark.parametrize(
    ("inside", "config", "name", "reason"),
    [
        ("app/agent/manus.py", "config/config.toml", "openmanus", "a checkout of OpenManus"),
        ("openhands/core/main.py", "config.toml", "openhands", "a checkout of OpenHands"),
        ("opendevin/config.py", "config.toml", "openhands", "a checkout of OpenHands"),
        ("README", "OpenManus-main/config/config.toml", "openmanus", "a folder OpenManus-main"),
        ("README", ".openhands/config.toml", "openhands", "a folder .openhands"),
        ("README", "OpenManus/my-openhands/config.toml", "openhands", "a folder my-openhands"),
    ],
)
def test_the_program_is_recognized_by_the_surroundings_of_the_file(
    tmp_path: Path, inside: str, config: str, name: str, reason: str
) -> None:
    (tmp_path / inside).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / inside).touch()

    found, why = recognise(b'[llm]\nmodel = "m"\n', str(tmp_path / config))

    assert found == name
    assert reason in why


def test_a_checkout_counts_more_than_the_file(tmp_path: Path) -> None:
    (tmp_path / "openhands" / "core").mkdir(parents=True)

    assert recognise(OPENMANUS, str(tmp_path / "config.toml"))[0] == "openhands"


@pytest.mark.parametrize(
    ("asked", "preferred", "title", "reason"),
    [
        (DialectSpec(), DialectSpec(), "OpenManus main", "the file has"),
        (DialectSpec(), DialectSpec("generic"), "generic", "settings"),
        (DialectSpec("openhands"), DialectSpec("generic"), "OpenHands 0.62.0", "command line"),
        (DialectSpec("openhands", "0.30.0"), DialectSpec(), "OpenHands 0.30.0", "command line"),
        (DialectSpec(None, "0.30.0"), DialectSpec("generic"), "OpenHands 0.30.0", "command line"),
        (DialectSpec(), DialectSpec(None, "0.30.0"), "OpenManus main", "the file has"),
        (DialectSpec(), DialectSpec("openhands", "0.30.0"), "OpenHands 0.30.0", "settings"),
    ],
)
def test_the_command_line_counts_more_than_the_settings_and_those_more_than_the_file(
    asked: DialectSpec, preferred: DialectSpec, title: str, reason: str
) -> None:
    chosen = choose(OPENMANUS, None, asked, preferred)

    assert chosen.dialect.title == title
    assert reason in chosen.reason


def test_a_release_in_the_settings_is_that_of_files_of_openhands() -> None:
    chosen = choose(b"[core]\n", None, DialectSpec(), DialectSpec(None, "0.30.0"))

    assert chosen.dialect.title == "OpenHands 0.30.0"
    assert chosen.reason == "the file has [core]; its release is that of the settings"


def test_openhands_is_the_newest_release_by_default() -> None:
    chosen = choose(b"", None)

    assert chosen.dialect.title == "OpenHands 0.62.0"
    assert chosen.reason.startswith(
        "default: nothing in the file says otherwise; no checkout of OpenHands around"
    )


def test_the_release_of_the_checkout_around_the_file_counts_unless_asked_for(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.poetry]\nname = "openhands-ai"\nversion = "0.48.0"\n', encoding="utf-8"
    )
    path = str(tmp_path / "config.toml")

    found = choose(b"[core]\n", path)

    assert found.dialect.title == "OpenHands 0.48.0"
    assert "version 0.48.0 in " in found.reason
    assert choose(b"[core]\n", path, DialectSpec(release="0.30.0")).dialect.release == "0.30.0"
    assert (
        choose(b"[core]\n", path, None, DialectSpec(release="0.30.0")).dialect.release == "0.30.0"
    )


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(UnknownDialectError):
        choose(b"", None, DialectSpec("opendevin"))
