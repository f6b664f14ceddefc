"""A terminal without UTF-8 gets letters for signs, and no command ends with a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from llm_tui.tui.output.ascii_text import GLYPHS, is_wanted, to_ascii
from llm_tui.tui.text import wording


def test_every_sign_of_the_screen_has_a_likeness_of_its_own_kind() -> None:
    signs = [sign for sign, _ in wording.LEGEND]

    assert all(to_ascii(sign) != "?" for sign in signs if not sign.isascii())
    assert to_ascii("▶ llm  │ ▌ model  …") == "> llm  | | model  ~"


@given(st.text(st.sampled_from(sorted(GLYPHS)), max_size=20))
def test_a_likeness_takes_as_many_cells(text: str) -> None:
    assert to_ascii(text).isascii()
    assert len(to_ascii(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "fr_FR.utf8"}, False),
        ({"LANG": "fr_FR.ISO-8859-1"}, True),
        ({"LC_ALL": "C", "LANG": "C.UTF-8"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"}, False),
    ],
)
def test_the_locale_says_whether_it_is_wanted(environment: dict[str, str], wanted: bool) -> None:
    assert is_wanted(environment) is wanted


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "utf-8"])
def test_no_command_fails_because_of_a_character(config: Path, encoding: str) -> None:
    config.write_text('[llm]\nmodel = "modèle-日本"\n[llm.cheap]\n', encoding="utf-8")
    command = [sys.executable, "-m", "llm_tui.tui.main", "list", "--file", str(config)]

    done = subprocess.run(
        command,
        env={"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PATH": "", "HOME": str(config.parent)},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert b"mod?le-??" in done.stdout
    assert done.stdout.isascii()
