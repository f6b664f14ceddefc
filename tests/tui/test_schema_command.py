"""`llm-tui schema`: for the file that there is, or for a release."""

import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell


@pytest.fixture
def shell(config: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    config.write_text("[core]\n[llm]\n")
    return Shell(config, capsys)


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ([], "OpenHands 0.62.0"),
        (["--release", "1.5.0"], "OpenHands 1.5.0"),
        (["--dialect", "openmanus"], "OpenManus main"),
    ],
)
def test_the_schema_is_that_of_the_release(shell: Shell, options: list[str], title: str) -> None:
    assert shell.run("schema", *options) == 0

    schema = json.loads(shell.out)
    assert schema["title"] == f"config.toml of {title}"
    assert schema["$schema"].startswith("http://json-schema.org/draft-07/")


def test_no_file_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from llm_tui.tui.main import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for options in ([], ["--release", "0.30.0"]):
        assert main(["schema", *options]) == 0
        assert json.loads(capsys.readouterr().out)["properties"]["llm"]


def test_a_file_that_is_named_has_to_be_there(shell: Shell) -> None:
    shell.config.unlink()

    assert shell.run("schema") == 3
