"""Commands that edit: nothing is lost to another one, and what is said of a save is so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from llm_tui.model.store import replacing, saving
from llm_tui.model.store.reserve import reserve
from llm_tui.tui.main import main

TEXT = '[llm]\nmodel = "m"\n\n[llm.one]\nseed = 0\n\n[llm.two]\nseed = 0\n'
PROGRAM = Path(sys.executable).parent / "llm-tui"


def test_two_commands_at_once_both_count(config: Path) -> None:
    config.write_text(TEXT)
    for number in range(1, 6):
        commands = [
            subprocess.Popen(
                [PROGRAM, "set", "-q", "-f", config, name, f"seed={number}"],
                stdout=subprocess.DEVNULL,
            )
            for name in ("one", "two")
        ]

        assert [command.wait() for command in commands] == [0, 0]
        assert config.read_text() == TEXT.replace("seed = 0", f"seed = {number}")


def test_an_edit_is_made_to_what_was_written_while_the_command_ran(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(TEXT)
    update = saving.update

    def late(*arguments: object, **options: object) -> saving.Update:
        config.write_text(TEXT.replace('"m"', '"n"'))
        return update(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "update", late)

    assert main(["set", "-f", str(config), "one", "seed=1"]) == 0

    assert config.read_text() == TEXT.replace('"m"', '"n"').replace("seed = 0", "seed = 1", 1)
    changed = [line for line in capsys.readouterr().out.splitlines() if line[:1] in "+-"]
    assert changed[2:] == ["-seed = 0", "+seed = 1"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["set", "one", "seed=1"], "no section one"),
        (["unset", "one", "seed"], "no section one"),
        (["copy", "one", "three"], "no section one"),
        (["rename", "one", "three"], "no section one"),
        (["remove", "one"], "no section one"),
        (["use", "one"], "no section one"),
        (["add", "three"], "three"),
    ],
)
def test_an_edit_that_is_not_possible_any_more_is_refused(
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    reason: str,
) -> None:
    config.write_text(TEXT)
    theirs = TEXT.replace("[llm.one]\nseed = 0\n", "[llm.three]\nseed = 0\n")
    update = saving.update

    def late(*arguments: object, **options: object) -> saving.Update:
        config.write_text(theirs)
        return update(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "update", late)

    assert main([*words, "-f", str(config)]) == 1

    assert reason in capsys.readouterr().err
    assert config.read_text() == theirs


def test_a_value_from_stdin_is_read_once(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if the edit is made again: a pipe holds it only once."""
    config.write_text(TEXT)
    times: list[int] = []
    replace = replacing.replace_expected

    def racing(target: str, data: bytes, expected: bytes, wait: float) -> bool:
        if not times:
            times.append(1)
            config.write_text(TEXT.replace('"m"', '"n"'))
        return replace(target, data, expected, wait)

    monkeypatch.setattr(replacing, "replace_expected", racing)
    reader, writer = os.pipe()
    os.write(writer, b"sk-one\nsk-two\n")
    os.close(writer)
    monkeypatch.setattr("sys.stdin", os.fdopen(reader))

    assert main(["set", "-q", "-f", str(config), "one", "api_key=-"]) == 0

    assert 'api_key = "sk-one"' in config.read_text()
    assert 'model = "n"' in config.read_text()
    assert "sk-two" not in config.read_text()


def test_a_save_whose_report_can_not_be_printed_is_a_save(config: Path) -> None:
    config.write_text(TEXT)
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [PROGRAM, "set", "-f", config, "one", "seed=1"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert result.returncode == 0
    assert result.stderr == (
        f"llm-tui: {config} was saved, but the report on it failed: No space left on device\n"
    )
    assert config.read_text() == TEXT.replace("seed = 0", "seed = 1", 1)


def test_a_reader_that_has_gone_does_not_stop_the_save(config: Path) -> None:
    config.write_text(TEXT)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as gone:
        result = subprocess.run(
            [PROGRAM, "set", "-f", config, "one", "seed=1"],
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (result.returncode, result.stderr) == (0, "")
    assert config.read_text() == TEXT.replace("seed = 0", "seed = 1", 1)


def test_add_refuses_a_link_that_leads_back_to_itself(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.symlink_to(config.name)

    assert main(["add", "-f", str(config), "one", "model=m"]) == 3

    assert config.is_symlink()
    assert capsys.readouterr().err.count("\n") == 1


def test_every_command_restores_a_file_that_a_save_was_cut_off_in(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(TEXT)
    old, new = TEXT.encode(), TEXT.replace("seed = 0", "seed = 123").encode()
    for words in (["get", "one", "seed"], ["show"], ["list"], ["set", "-n", "one", "seed=1"]):
        reserve(str(config)).keep(old, new)
        config.write_bytes(new[:50] + old[50:])

        assert main([*words, "-f", str(config)]) == 0

        assert "the text from before it was restored" in capsys.readouterr().err
        assert config.read_bytes() == old


def test_a_file_written_in_place_is_said_to_be(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(TEXT)
    os.link(config, config.parent / "other.toml")

    assert main(["set", "-q", "-f", str(config), "one", "seed=1"]) == 0

    assert capsys.readouterr().err == (
        f"llm-tui: {config} was written in place, with a copy kept until that was done:"
        " it has another name (a hard link)\n"
    )


def test_nothing_is_written_where_nothing_changes(config: Path) -> None:
    config.write_text(TEXT)
    before = config.stat().st_ino

    assert main(["set", "-f", str(config), "one", "seed=0"]) == 0

    assert config.stat().st_ino == before
