"""The man page and the generated parts of the documents say what the tables say."""

import shutil
import subprocess
from pathlib import Path

import pytest

from llm_tui.model.dialects.openhands.release import release, releases
from llm_tui.tui.commands.help import SHOWN
from llm_tui.tui.commands.table import options_of
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.state import LISTS
from tests import reference
from tests.reference.licences import locked
from tests.reference.man_page import man_page
from tests.reference.package_index import long_description

WRITTEN = reference.written()


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_a_document_is_the_one_that_the_tables_give(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == WRITTEN[path], "run make docs"


def test_what_is_between_the_markers_is_replaced_and_nothing_else() -> None:
    text = "a\n<!-- x: written by make docs -->\nold\n<!-- /x -->\nb\n"

    assert reference.with_parts(text, {"x": lambda: "new"}) == text.replace("old", "new")


def test_a_document_without_its_markers_is_refused() -> None:
    with pytest.raises(AssertionError):
        reference.with_parts("nothing", {"x": lambda: "new"})


def test_the_keys_of_every_action_are_documented() -> None:
    page = WRITTEN[reference.DOCS / "screen.md"]
    keys = [action.shown_key for action in ACTIONS if action.keys and action.places & LISTS]

    assert [key for key in keys if f"`{key.replace('^', 'ctrl+')}`" not in page] == []


def test_every_key_of_every_release_is_documented() -> None:
    page = WRITTEN[reference.DOCS / "releases.md"]
    keys = {key for version in releases() for key in release(version).fields}

    assert [key for key in keys if f"| `{key}` |" not in page] == []


def test_the_changes_of_a_release_are_documented() -> None:
    page = WRITTEN[reference.DOCS / "releases.md"]
    part = page.partition("### 0.51.0\n")[2].partition("###")[0]

    assert "- Default of `num_retries`: `5` (was `4`)." in part
    assert "- A model without `reasoning_effort` gets `high`, except gemini-2.5-pro." in part


def test_the_licence_of_every_dependency_is_known() -> None:
    page = WRITTEN[reference.DOCS / "licences.md"]

    assert [name for name in locked() if f"| {name} | " not in page] == []
    assert "| ? |" not in page


def test_the_long_description_has_absolute_links_where_the_sources_have_an_address() -> None:
    readme = "![Screen](screenshots/main.svg)\n\nSee [all keys](docs/screen.md).\n"

    assert long_description(readme, "https://example.org/llm-tui") == (
        "![Screen](https://example.org/llm-tui/raw/HEAD/screenshots/main.svg)\n\n"
        "See [all keys](https://example.org/llm-tui/blob/HEAD/docs/screen.md).\n"
    )
    assert long_description(readme, None) == "See all keys.\n"


@pytest.mark.parametrize(
    "page", [man_page(), WRITTEN[reference.DOCS / "commands.md"]], ids=["man page", "commands.md"]
)
def test_every_option_is_documented(page: str) -> None:
    flags = {option.flags[-1] for command in SHOWN for option in options_of(command)}

    assert [flag for flag in flags if flag not in page.replace("\\", "")] == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_accepts_the_man_page_without_warnings() -> None:
    printed = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-cbou"],
        input=man_page(), capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert printed.stderr == ""
    assert "llm-tui get SECTION KEY" in printed.stdout
