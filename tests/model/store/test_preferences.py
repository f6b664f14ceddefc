"""The user's settings of the program: whatever is in the file, the program starts."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.dialects import known
from llm_tui.model.errors import EditError, FileError, ValueRefusedError
from llm_tui.model.store import folders, preferences
from llm_tui.model.store.preferences import Preferences

FULL = """\
# what I like
release = "0.62.0"
theme = 'nord'  # easy on the eyes
mouse = false

concurrency = 8
favourites = [
  "gpt-4o",  # the best
  "o3",
]

[future]
unheard = 1
"""


RELEASES = " to ".join(known.releases("openhands")[:: len(known.releases("openhands")) - 1])


def written(text: str) -> Path:
    path = Path(preferences.path())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_without_a_file_the_defaults_hold_and_nothing_is_written() -> None:
    assert preferences.load() == (Preferences(), ())
    assert not os.path.exists(preferences.path())


def test_what_the_file_sets_is_taken() -> None:
    written(FULL.replace("[future]\nunheard = 1\n", ""))

    loaded, warnings = preferences.load()

    assert warnings == ()
    assert loaded == Preferences(
        release="0.62.0",
        theme="nord",
        mouse=False,
        concurrency=8,
        favourites=("gpt-4o", "o3"),
        written=frozenset({"release", "theme", "mouse", "concurrency", "favourites"}),
    )


def test_a_file_that_is_not_toml_is_reported_with_its_place_and_ignored() -> None:
    path = written('mouse = false\ntheme = "nord\n')

    loaded, [warning] = preferences.load()

    assert loaded == Preferences()
    assert warning.startswith(f"{path}:2:14: the text has no closing quote on its line")
    assert "fix or remove the file" in warning


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("colour = 1", "unknown setting colour; the settings are release, dialect, theme"),
        ("[window]", "unknown setting window"),
        ('release = "9.9.9"', "unknown release; known: from "),
        ("release = 0.62", "release must be text in quotes"),
        ('dialect = "emacs"', "unknown dialect; known: openhands"),
        ('theme = ""', "theme must be text in quotes"),
        ("mouse = 1", "mouse must be true or false"),
        ('mouse = "off"', "mouse must be true or false"),
        ("concurrency = 0", "concurrency must be a whole number from 1 to 32"),
        ("concurrency = true", "concurrency must be a whole number from 1 to 32"),
        ("concurrency = 2.5", "concurrency must be a whole number from 1 to 32"),
        ('favourites = "gpt-4o"', 'favourites must be a list of names: ["first", "second"]'),
        ("favourites = [1]", "favourites must be a list of names"),
        ('favourites = ["o3", 1]', "favourites must be a list of names"),
    ],
)
def test_what_the_program_does_not_understand_is_reported_and_only_that_ignored(
    line: str, reason: str
) -> None:
    good = 'favourites = ["o3"]' if "favourites" not in line else "concurrency = 3"
    path = written(f"{good}\n{line}\n")

    loaded, [warning] = preferences.load()

    assert warning.startswith(f"{path}:2: {reason}")
    assert warning.endswith("; it is ignored")
    assert (loaded.favourites, loaded.concurrency) in [(("o3",), 4), ((), 3)]
    assert len(loaded.written) == 1


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("theme", "nord", "nord"),
        ("theme", "  nord ", "nord"),
        ("theme", "'nord'", "nord"),
        ("theme", "7", "7"),
        ("mouse", "false", False),
        ("concurrency", "8", 8),
        ("favourites", '["o3"]', ["o3"]),
    ],
)
def test_a_typed_value_needs_no_quotes(name: str, text: str, value: object) -> None:
    assert preferences.accept(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("mouse", "off", "mouse must be true or false"),
        ("concurrency", "many", "concurrency must be a whole number from 1 to 32"),
        ("favourites", "o3", "favourites must be a list of names"),
        ("dialect", "emacs", f"unknown dialect; known: {', '.join(known.names())}"),
        ("release", "0", "unknown release; known: from " + RELEASES),
    ],
)  # fmt: skip
def test_a_typed_value_that_would_be_ignored_is_refused(name: str, text: str, reason: str) -> None:
    with pytest.raises(ValueRefusedError) as refused:
        preferences.accept(name, text)

    assert str(refused.value).startswith(reason)


def test_a_warning_does_not_show_a_value() -> None:
    written('api_key = "sk-0000"\ntheme = ["sk-0000"]\nrelease = "sk-0000"\n')

    _, warnings = preferences.load()

    assert len(warnings) == 3
    assert "sk-0000" not in "".join(warnings)


@given(st.binary(max_size=60) | st.text('mousethr=ulan"[]#\n .1', max_size=60).map(str.encode))
def test_no_bytes_in_the_file_stop_the_program(data: bytes) -> None:
    path = written("")
    path.write_bytes(data)

    loaded, _ = preferences.load()

    assert (loaded == Preferences()) == (not loaded.written)


def test_a_folder_in_the_place_of_the_file_is_reported() -> None:
    Path(preferences.path()).mkdir(parents=True)

    loaded, [warning] = preferences.load()

    assert loaded == Preferences()
    assert "is a folder" in warning


def test_saving_one_changes_its_line_and_no_other() -> None:
    path = written(FULL)

    preferences.save("theme", "dracula")
    preferences.save("dialect", "openhands")
    preferences.save("favourites", ("gpt-4o", "claude-sonnet-4"))

    assert path.read_text() == (
        FULL.replace("'nord'", "'dracula'")
        .replace('"o3"', '"claude-sonnet-4"')
        .replace("]\n\n", ']\ndialect = "openhands"\n\n')
    )


def test_unsetting_one_takes_its_line_out() -> None:
    path = written(FULL)

    preferences.unset("concurrency")

    assert path.read_text() == FULL.replace("concurrency = 8\n", "")
    assert preferences.load()[0].concurrency == Preferences().concurrency


def test_what_another_program_saved_meanwhile_stays() -> None:
    preferences.save("theme", "nord")
    written(Path(preferences.path()).read_text() + "mouse = false\n")

    preferences.save("concurrency", 2)

    loaded, _ = preferences.load()
    assert (loaded.theme, loaded.mouse, loaded.concurrency) == ("nord", False, 2)


def test_the_first_save_makes_a_file_for_its_owner_only() -> None:
    preferences.save("mouse", False)

    path = Path(preferences.path())
    assert path.read_text() == "mouse = false\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_into_the_users_dotfiles_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    path = written("")
    path.unlink()
    path.symlink_to(real)
    assert preferences.load() == (Preferences(), ())

    preferences.save("theme", "nord")

    assert path.is_symlink()
    assert real.read_text() == 'theme = "nord"\n'


def test_a_file_that_is_not_toml_is_not_written_over() -> None:
    path = written('theme = "nord\n')

    with pytest.raises(EditError, match=r"settings\.toml: the file must be fixed before"):
        preferences.save("theme", "dracula")

    assert path.read_text() == 'theme = "nord\n'


def test_a_value_that_would_be_ignored_is_not_saved() -> None:
    with pytest.raises(ValueRefusedError, match="from 1 to 32"):
        preferences.save("concurrency", 99)

    assert not os.path.exists(preferences.path())


def test_a_place_that_can_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))

    assert preferences.load() == (Preferences(), ())
    with pytest.raises(FileError, match=r"file/llm-tui could not be made: not a directory"):
        preferences.save("theme", "nord")


def test_a_file_without_write_permission_is_left_alone() -> None:
    path = written("mouse = true\n")
    path.chmod(0o400)

    with pytest.raises(FileError, match="no permission to write the file"):
        preferences.save("mouse", False)

    assert path.read_text() == "mouse = true\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have folders of their own")
@pytest.mark.parametrize(
    ("variable", "default", "folder"),
    [
        ("XDG_CONFIG_HOME", ".config", folders.settings_folder),
        ("XDG_STATE_HOME", ".local/state", folders.state_folder),
    ],
)
@pytest.mark.parametrize("home", [None, "", "relative", "/elsewhere"])
def test_the_folders_are_those_of_the_xdg_specification(
    variable: str,
    default: str,
    folder: Callable[[], str],
    home: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.delenv(variable, raising=False)
    if home is not None:
        monkeypatch.setenv(variable, home)

    ours = "/elsewhere" if home == "/elsewhere" else f"/home/somebody/{default}"
    assert folder() == f"{ours}/llm-tui"
