"""No name, value, variable or word acts on the terminal, wherever it is shown."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.tui.main import main
from llm_tui.tui.text.safe_text import json_text, printable, printable_lines
from tests.tui.terminal import Terminal

ACTING = "\x1b]0;owned\x07\x9b31m\u202eevil\u2066\u200b\u2028x"
"""Sets a title, colours, turns the direction, has no width, and breaks the line."""

SECRET = "sk-planted00000000000000009f3a"


def acts(text: str) -> set[str]:
    """The characters of a text that act on a terminal."""
    categories = ("Cc", "Cf", "Zl", "Zp")
    return {c for c in text if c != "\n" and unicodedata.category(c) in categories}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A config in a folder, with sections, keys, values and comments, that all want to act."""
    folder = tmp_path / ACTING
    folder.mkdir()
    path = folder / "config.toml"
    # TOML escapes controls only; C1, direction and zero-width characters may be as they are.
    spelled = json.dumps(ACTING, ensure_ascii=False)
    key = json.dumps(f"key {ACTING}", ensure_ascii=False)
    path.write_text(
        f'[llm]\nmodel = {spelled}\n{key} = {spelled}\napi_key = "{SECRET}"\n'
        f"[llm.{spelled}]\nmodel = {spelled}\nbase_url = {spelled}\n"
        f"[agent]\nllm_config = {spelled}\n",
        encoding="utf-8",
    )
    return path


COMMANDS = [
    ["list"],
    ["list", "--json"],
    ["show"],
    ["show", "--all"],
    ["show", "--json", "--all", "--reveal"],
    ["show", ACTING],
    ["show", "no such " + ACTING],
    ["get", ACTING, "model", "--dialect", ACTING],
    ["check"],
    ["check", "--json"],
    ["diff", "llm", ACTING],
    ["diff", "llm", ACTING, "--json"],
    ["set", "llm", f"model={ACTING}"],
    ["set", "llm", ACTING],
    ["unset", "llm", ACTING],
    ["use", ACTING],
    ["use", ACTING, "--agent", ACTING],
    ["add", ACTING],
    ["copy", ACTING, "b" + ACTING],
    ["rename", ACTING, "c" + ACTING],
    ["remove", ACTING],
    ["models", ACTING],
    ["test", ACTING, "--prompt", ACTING],
    ["export", "llm", "--as", ACTING],
    ["show", "--env-file", ACTING],
    ["show", "--release", ACTING],
    [ACTING, ACTING],
    ["--" + ACTING],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: repr(words)[:40])
def test_nothing_that_a_command_prints_acts(
    hostile: Path,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LLM_BASE_URL", f"http://{ACTING}")
    monkeypatch.setenv("LLM_" + ACTING.replace("\x07", ""), ACTING)

    main([*words, "-f", str(hostile)])

    printed = capsys.readouterr()
    assert acts(printed.out) == set()
    assert acts(printed.err) == set()
    if "--json" in words and printed.out:
        json.loads(printed.out)


def test_an_error_names_the_path_harmlessly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "-f", str(tmp_path / f"{ACTING}\nsecond line")]) == 3

    assert capsys.readouterr().err.count("\n") == 1


def test_a_path_of_other_bytes_is_named(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\x1b.toml"

    done = subprocess.run(
        [sys.executable, "-m", "llm_tui.tui.main", "show", "-f", path],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 3
    assert b"caf\\udce9\\u001b.toml: no such file" in done.stderr


def test_the_screen_of_a_hostile_folder_sets_no_title(hostile: Path) -> None:
    command = [sys.executable, "-m", "llm_tui.tui.main", str(hostile)]
    for more in ([], ["--plain-output"]):
        with Terminal([*command, *more], {"TERM": "xterm-256color"}) as terminal:
            terminal.wait_for("model")
            terminal.press("q")
            terminal.wait_for_end()
            assert b"\x1b]0;" not in terminal.written
            assert b"\x1b]2;" not in terminal.written
            assert (
                re.search("[\u202a-\u202e\u2066-\u2069\x80-\x9f]", terminal.written.decode())
                is None
            )


@pytest.mark.parametrize(
    "words",
    [
        ["set", "llm", "api_key", SECRET],
        ["set", "llm", SECRET],
        ["set", "llm", f"--api-key={SECRET}"],
        ["show", "llm", "--key", SECRET],
        ["show", "llm", "--api-key", "Zx81abcdefghij0kl"],
        ["show", SECRET],
        ["show", "--release", "Zx81abcdefghij0kl"],
        ["show", "--dialect", SECRET],
        ["export", "llm", "--as", SECRET],
        [SECRET, SECRET],
        ["-f", f"/nowhere/{SECRET}", "show"],
        ["add", "x", "--provider", SECRET],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_key_that_was_typed_at_the_wrong_place_is_not_repeated(
    config: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text("[llm]\nmodel = 'gpt-4o'\n")

    main(words if "-f" in words else [*words, "-f", str(config)])

    printed = capsys.readouterr()
    assert printed.err.startswith("llm-tui: ")
    for key in (SECRET, "Zx81abcdefghij0kl"):
        assert key not in printed.err + printed.out


@given(st.text(st.characters()))
def test_any_text_is_safe_and_json_keeps_its_value(text: str) -> None:
    assert acts(printable(text)) == set()
    assert "\n" not in printable(text)
    assert printable(printable(text)) == printable(text)
    assert printable_lines(text).count("\n") == text.count("\n")
    assert acts(json_text({text: [text]})) == set()
    assert json.loads(json_text({text: [text]})) == {text: [text]}
