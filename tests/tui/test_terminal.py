"""The installed program in a real terminal."""

import os
import signal
import sys
from pathlib import Path

import pytest

from llm_tui.model.store import preferences
from tests.tui.terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))
TEXT = '# mine\n[llm]\nmodel = "gpt-4o"\napi_key = "sk-secret-00000000000wxyz"\nseed = 1\n'


def environment() -> dict[str, str]:
    return {"TERM": "xterm-256color", "HOME": os.environ["HOME"], "EDITOR": "true"}


def opened(*arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal([PROGRAM, *arguments], environment(), size)


def test_a_value_is_edited_saved_and_the_terminal_left_as_it_was(config: Path) -> None:
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.add_to_the_model("-mini")
        terminal.press("s")
        terminal.wait_for("Saved")
        terminal.press("q")

        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
        assert b"sk-secret" not in terminal.written

    assert config.read_text() == TEXT.replace("gpt-4o", "gpt-4o-mini")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_and_restores_the_terminal(
    config: Path, number: signal.Signals
) -> None:
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.kill(number)

        assert terminal.wait_for_end() == 128 + number
        assert terminal.left_behind() == []


def test_a_signal_ends_the_program_also_where_the_terminal_takes_nothing(config: Path) -> None:
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("?\x1b" * 400)
        terminal.kill(signal.SIGTERM)

        assert terminal.wait_for_end(reading=False) == 128 + signal.SIGTERM


def test_a_line_that_is_gone_without_a_signal_ends_it_and_the_edits_are_kept(config: Path) -> None:
    config.write_text(TEXT)
    deaf = ["/bin/sh", "-c", f"trap '' HUP; exec {PROGRAM} {config}"]
    with Terminal(deaf, environment()) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("\tx")
        terminal.wait_for("1 unsaved")
        terminal.hang_up()
        assert terminal.wait_for_end(reading=False) == 128 + signal.SIGHUP

    with opened(str(config)) as terminal:
        terminal.wait_for("unset model in [llm]")
        terminal.press("r")
        terminal.wait_for("1 unsaved")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1.0])
def test_a_signal_while_it_starts_leaves_the_terminal_as_it_was(config: Path, share: float) -> None:
    """share: how much of what it writes first is there when the signal comes."""
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        whole = len(terminal.written)
    with opened(str(config)) as terminal:
        while len(terminal.written) < whole * share:
            terminal.read(0.001)
        terminal.kill(signal.SIGTERM)

        assert terminal.wait_for_end() in (128 + signal.SIGTERM, -signal.SIGTERM)
        assert terminal.left_behind() == []


def test_edits_cut_off_by_a_kill_are_offered_by_the_next_run(config: Path) -> None:
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("\tx")
        terminal.wait_for("1 unsaved")
        terminal.kill(signal.SIGKILL)
        terminal.wait_for_end()

    with opened(str(config)) as terminal:
        terminal.wait_for("unset model in [llm]")
        terminal.press("r")
        terminal.wait_for("1 unsaved")
        terminal.press("q")
        terminal.wait_for("Save and quit")
        terminal.press("d")
        assert terminal.wait_for_end() == 0

    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        assert "unset model" not in terminal.text()

    assert config.read_text() == TEXT


def test_the_demo_opens_a_copy_that_is_gone_afterwards() -> None:
    with opened("--demo", size=(120, 40)) as terminal:
        terminal.wait_for("draft_editor")
        terminal.wait_for("✗ 1")
        folder = next(word for word in terminal.text().split() if "llm-tui-demo" in word)
        assert os.path.exists(folder)
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    assert not os.path.exists(os.path.dirname(folder))


def test_bad_toml_is_shown_with_the_place_and_goes_on_once_repaired(
    config: Path, tmp_path: Path
) -> None:
    config.write_text(TEXT.replace('"gpt-4o"', "'gpt-4o"))
    editor = tmp_path / "vim"
    repair = "s/'gpt-4o$/'gpt-4o'/"
    editor.write_text(f'#!/bin/sh\nsed -i "{repair}" {config}\necho $1 > {tmp_path}/line\n')
    editor.chmod(0o755)
    with Terminal([PROGRAM, str(config)], {**environment(), "EDITOR": str(editor)}) as terminal:
        terminal.wait_for("line 3, column 9")
        terminal.wait_for("▶3")
        terminal.wait_for("wxyz")
        terminal.press("e")
        terminal.wait_for("▌ model")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
        assert b"sk-secret" not in terminal.written

    assert (tmp_path / "line").read_text() == "+3\n"


def test_after_the_editor_the_file_is_opened_anew_by_its_path(config: Path, tmp_path: Path) -> None:
    """Most editors replace a file by another one of its name."""
    config.write_text(TEXT)
    editor = tmp_path / "editor"
    new = tmp_path / "new"
    editor.write_text(f"#!/bin/sh\nsed s/gpt-4o/o3/ {config} > {new}\nmv {new} {config}\n")
    editor.chmod(0o755)
    with Terminal([PROGRAM, str(config)], {**environment(), "EDITOR": str(editor)}) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("e")
        terminal.wait_for(" o3 ")
        config.write_text(config.read_text().replace("o3", "o4-mini"))
        terminal.wait_for("o4-mini")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_edits_of_a_program_that_was_killed_are_offered_with_its_number_and_restored(
    config: Path,
) -> None:
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.add_to_the_model("-mini")
        killed = terminal.pid
    with opened(str(config)) as terminal:
        terminal.wait_for("Decide later")
        assert f"by process {killed} on" in terminal.text()
        assert "which has ended" in " ".join(terminal.text().split())
        assert "• set model in [llm]" in terminal.text()
        terminal.press("r")
        terminal.wait_for("1 unsaved")
        terminal.press("s")
        terminal.wait_for("Saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    assert config.read_text() == TEXT.replace("gpt-4o", "gpt-4o-mini")


def mouse_is_taken(config: Path, *arguments: str) -> bool:
    config.write_text(TEXT)
    with opened(str(config), *arguments) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
        return any(b"\x1b[?%dh" % mode in terminal.written for mode in (1000, 1003, 1006, 1015))


def test_the_mouse_is_left_to_the_terminal_where_that_is_wanted(config: Path) -> None:
    assert mouse_is_taken(config)
    assert not mouse_is_taken(config, "--no-mouse")

    preferences.save("mouse", False)
    assert not mouse_is_taken(config)


def test_the_settings_of_the_program_are_opened_in_the_users_editor(
    config: Path, tmp_path: Path
) -> None:
    config.write_text(TEXT)
    editor = tmp_path / "editor"
    editor.write_text("""#!/bin/sh\necho 'theme = "nord"' > "$1"\n""")
    editor.chmod(0o755)
    with Terminal([PROGRAM, str(config)], {**environment(), "EDITOR": str(editor)}) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press(",")
        terminal.wait_for("textual-dark")
        terminal.press("e")
        terminal.wait_for("▌ theme         nord")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []


def test_a_new_file_is_written_only_when_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with opened(str(path)) as terminal:
        terminal.wait_for("There is no")
        terminal.press("1")
        terminal.wait_for("· model")
        assert not path.exists()
        terminal.press("\t\r")
        terminal.wait_for("model · [llm]")
        terminal.press("\x15o3\r")
        terminal.wait_for("1 unsaved")
        terminal.press("s")
        terminal.wait_for("Saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    assert path.read_text() == '[llm]\nmodel = "o3"\n'


def test_without_any_file_it_offers_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened() as terminal:
        terminal.wait_for("Create config.toml")
        terminal.wait_for("~/.openhands/config.toml")
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argument", "message"),
    [("/", "is a folder"), ("/dev/zero", "not a regular file")],
)
def test_what_is_no_config_file_is_refused_in_one_line(argument: str, message: str) -> None:
    with opened(argument) as terminal:
        assert terminal.wait_for_end() == 3
        assert message in terminal.text()
        assert len(terminal.text().strip().splitlines()) == 1


def test_the_demo_shows_what_the_pane_can_do_and_reveals_no_key() -> None:
    """The server of the demo says the refused key, as some providers do."""
    with opened("--demo", size=(120, 40)) as terminal:
        terminal.wait_for("locked")
        terminal.press("jjjt")
        terminal.wait_for("Test [llm.busy]")
        terminal.press("\r")
        terminal.wait_for("429 rate limited")
        terminal.wait_for("retry in")
        terminal.press("s")
        terminal.wait_for("2/3  ✓")
        terminal.press("hjt\r")
        terminal.wait_for("401 key refused")
        terminal.wait_for("Incorrect API key provided")
        terminal.press("hjt\r")
        terminal.wait_for("404 model not found")
        terminal.press("w")
        terminal.wait_for("Request of [llm")
        # What litellm needs is never a part of the screen's process.
        assert "pydantic_core" not in Path(f"/proc/{terminal.pid}/maps").read_text()
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
        written = terminal.written

    home = Path(os.environ["HOME"])
    for path in filter(Path.is_file, home.rglob("*")):
        written += path.read_bytes()
    assert b"sk-demo" not in written
    assert b"0000003f9a" not in written
    assert b"00000007c2e" not in written


def test_keys_that_come_in_a_burst_do_what_they_would_do_one_by_one(config: Path) -> None:
    """The letters of a value are no commands, however slow the line and fast the typist."""
    config.write_text(TEXT)
    with opened(str(config)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("\t\r\x15sxq-xs\rs/seed\rq")
        assert terminal.wait_for_end() == 0

    assert config.read_text() == TEXT.replace("gpt-4o", "sxq-xs")
