"""What the two archives hold, and that they can be built again."""

import subprocess
import tarfile
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

from tests.package.conftest import TOOLS, Built
from tests.package.dist import ROOT, build


@pytest.fixture(scope="session")
def sdist_names(built: Built) -> set[str]:
    with tarfile.open(built.sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.fixture(scope="session")
def wheel_names(built: Built) -> set[str]:
    with zipfile.ZipFile(built.wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def metadata(built: Built, wheel_names: set[str]) -> Message:
    (name,) = (name for name in wheel_names if name.endswith("METADATA"))
    with zipfile.ZipFile(built.wheel) as archive:
        return Parser().parsestr(archive.read(name).decode())


def tracked(*folders: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines())


def test_building_again_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    again = Built(*build(TOOLS, tmp_path))

    assert again.sdist.read_bytes() == built.sdist.read_bytes()
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_the_sdist_holds_every_tracked_file(sdist_names: set[str]) -> None:
    assert tracked() - sdist_names == {".gitignore"}


def test_the_wheel_holds_the_program_and_nothing_else(wheel_names: set[str]) -> None:
    names = {name for name in wheel_names if name.startswith("llm_tui/")}
    sources = {name.removeprefix("entry/") for name in tracked("entry", "model", "tui")}

    assert names == {f"llm_tui/{name}" for name in sources}


def test_the_wheel_holds_the_man_page_and_the_completion_of_each_shell(
    wheel_names: set[str],
) -> None:
    shared = {name.partition("/data/share/")[2] for name in wheel_names if "/data/share/" in name}

    assert shared == {
        "bash-completion/completions/llm-tui.bash",
        "fish/vendor_completions.d/llm-tui.fish",
        "man/man1/llm-tui.1",
        "zsh/site-functions/_llm-tui",
    }


def test_the_index_accepts_the_archives(built: Built) -> None:
    checked = subprocess.run(
        [TOOLS, "-m", "twine", "check", "--strict", *built],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout


def test_the_metadata_say_who_where_and_for_what(metadata: Message) -> None:
    classifiers = metadata.get_all("Classifier") or []

    assert metadata["Author"] == "llm-tui contributors"
    assert metadata["License-Expression"] == "MIT"
    assert "Typing :: Typed" in classifiers
    assert "Operating System :: POSIX" in classifiers
    assert "terminal" in metadata["Keywords"].split(",")
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_version_is_the_newest_of_the_changelog(metadata: Message) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = [line for line in changelog.splitlines() if line.startswith("## ")]

    assert titles[0].split()[1] in ("Unreleased", metadata["Version"])
    assert any(metadata["Version"] in title for title in titles)


def test_the_long_description_has_no_link_that_leads_nowhere(metadata: Message) -> None:
    text = str(metadata.get_payload())

    assert text.startswith("# llm-tui")
    links = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def test_every_requirement_of_the_program_is_locked() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")

    for requirement in wanted:
        name = requirement.partition(">")[0].partition("=")[0]
        assert f"\n{name}==" in locked
