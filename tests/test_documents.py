"""The documents: every command that they show runs, every link leads somewhere, all is short."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_tui.model.dialects.openhands.release import last_reading
from llm_tui.tui.commands.parser import command_of
from llm_tui.tui.commands.table import COMMANDS
from llm_tui.tui.demo.server import start_server
from tests.reference import PACKAGE_INDEX
from tests.tui.terminal import Terminal

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {PACKAGE_INDEX})
SAMPLE = ROOT / "tui" / "demo" / "config.toml"
READMES = [path for path in DOCUMENTS if path.name.startswith("README")]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)]+)\)")
_FAILS = re.compile(r"# .*\b(exits 1|renvoie 1)\b")


def blocks(path: Path, language: str) -> list[str]:
    """The blocks of code of a document in a language."""
    return [code for name, code in _BLOCK.findall(path.read_text("utf-8")) if name == language]


def commands() -> Iterator[Any]:
    """Each line of each `sh` block: what a reader types, on the sample of `make demo`."""
    for path in DOCUMENTS:
        for block in blocks(path, "sh"):
            # Later lines of a block may need what earlier ones have done.
            yield pytest.param(block, id=f"{path.relative_to(ROOT)}: {block.partition(chr(10))[0]}")


@pytest.fixture(scope="module")
def sample() -> str:
    """The sample, with the address of a provider that answers."""
    text = SAMPLE.read_text(encoding="utf-8")
    return text.replace("http://127.0.0.1:4000/v1", start_server())


@pytest.mark.parametrize("block", list(commands()))
def test_a_documented_command_does_what_it_should(
    block: str, sample: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (config.parent, Path.home() / "project", Path.home() / "projet"):
        folder.mkdir(exist_ok=True)
        path = folder / "config.toml"
        path.write_text(sample)
        path.chmod(0o600)
    monkeypatch.chdir(config.parent)
    environment = {
        **os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "NEW_KEY": "sk-new", "TERM": "xterm-256color",
    }  # fmt: skip

    for line in block.splitlines():
        if is_screen(line):
            assert opened_and_left(line, environment) == 0
            continue
        ran = subprocess.run(
            ["/bin/bash", "-c", line], env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == (1 if _FAILS.search(line) else 0), (line, ran.stdout, ran.stderr)


def is_screen(line: str) -> bool:
    """Does a line open the screen?"""
    words = line.partition("#")[0].split()
    return words[0] == "llm-tui" and command_of(words[1:])[0] in (None, COMMANDS["open"])


def opened_and_left(line: str, environment: dict[str, str]) -> int:
    """The exit status of a line that opens the screen, which is left once it is there."""
    with Terminal(["/bin/bash", "-c", line], environment) as terminal:
        terminal.wait_for("draft_editor")
        terminal.press("q")
        return terminal.wait_for_end()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(path: Path) -> None:
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(path: Path) -> set[str]:
    """The anchors that the titles of a document get."""
    titles = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_a_readme_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").split()) <= 900


def test_the_readmes_name_each_other() -> None:
    english, french = (path.read_text(encoding="utf-8") for path in READMES[::-1])

    assert "[Français](README.fr.md)" in english
    assert "[English](README.md)" in french


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_a_readme_names_the_newest_release_that_reads_the_file(path: Path) -> None:
    assert last_reading() in path.read_text(encoding="utf-8")


def run(config: Path, *words: str) -> str:
    program = Path(sys.executable).with_name("llm-tui")
    return subprocess.run(
        [program, *words], cwd=config.parent, capture_output=True, text=True, check=False
    ).stdout


def shape(value: Any) -> Any:
    """The keys of a JSON value, at every depth; those of all entries of a list together."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        merged: dict[str, Any] = {}
        for entry in value:
            if isinstance(entry, dict):
                merged |= {k: v for k, v in shape(entry).items() if v or k not in merged}
        return merged
    return None


def test_the_documented_json_of_show_has_the_keys_of_the_real_one(
    config: Path, sample: str
) -> None:
    config.write_text(sample)
    documented, *_ = blocks(ROOT / "docs" / "commands.md", "json")

    assert shape(json.loads(documented)) == shape(json.loads(run(config, "show", "--json")))


def test_the_documented_events_of_a_test_have_the_keys_of_the_real_ones(
    config: Path, sample: str
) -> None:
    config.write_text(sample.replace("retry_min_wait = 4", "retry_min_wait = 0")
                      .replace("retry_multiplier = 2", "retry_multiplier = 0"))  # fmt: skip
    _, documented, *_ = blocks(ROOT / "docs" / "commands.md", "json")

    def keys(lines: str) -> dict[str, set[str]]:
        events = map(json.loads, lines.splitlines())
        return {event["event"]: set(event) for event in events}

    assert keys(documented) == keys(run(config, "test", "busy", "--json"))
