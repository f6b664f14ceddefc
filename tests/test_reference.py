"""The man page and the list in the README say what the table of commands says."""

import shutil
import subprocess

import pytest

from llm_tui.tui.commands.help import SHOWN
from llm_tui.tui.commands.table import options_of
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.state import LISTS
from tests import reference


def test_the_man_page_is_the_one_of_the_table() -> None:
    assert reference.MAN_PAGE.read_text() == reference.man_page(), "run make docs"


def test_the_list_in_the_readme_is_the_one_of_the_table() -> None:
    readme = reference.README.read_text()

    assert readme == reference.with_commands(readme), "run make docs"
    assert "\nllm-tui get SECTION KEY " in readme


def test_the_readme_lists_the_key_of_every_action() -> None:
    readme = reference.README.read_text()
    keys = [action.shown_key for action in ACTIONS if action.keys and action.places & LISTS]

    assert [key for key in keys if f"`{key.replace('^', 'ctrl+')}`" not in readme] == []


def test_the_man_page_explains_every_option() -> None:
    page = reference.man_page()

    for command in SHOWN:
        for option in options_of(command):
            flag = option.flags[-1].replace("-", "\\-")
            assert f"\\fB{flag}\\fR" in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_accepts_the_man_page_without_warnings() -> None:
    page = reference.man_page()

    printed = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-cbou"],
        input=page, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert printed.stderr == ""
    assert "llm-tui get SECTION KEY" in printed.stdout
