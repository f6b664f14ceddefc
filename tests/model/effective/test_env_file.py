"""Files of variables: read as OpenHands reads a .env, with a word where docker would differ."""

import io
import os
from pathlib import Path
from unittest.mock import patch

import pytest
from dotenv import load_dotenv
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.effective.env_file import EnvFile, Note, parse_env_file, read_env_file
from llm_tui.model.errors import FileError

PIECES = st.sampled_from(
    ["LLM_A", "LLM_B", "HOME", "=", "=", '"', "'", "\n", "\n", "\r\n", " ", "#", "\\", "\\n", "é",
     "${LLM_A}", "${LLM_B}", "${HOME}", "${NO:-else}", "${", "}", "$LLM_A", "export ", "v", "\0"]
)  # fmt: skip


def parsed(text: str, **environment: str) -> EnvFile:
    return parse_env_file(text, ".env", environment)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_program_has_what_load_dotenv_gives_it(text: str) -> None:
    before = {"HOME": "/home/me", "LLM_B": "shell"}
    found = parsed(text, **before)
    with patch.dict(os.environ, before, clear=True):
        try:
            load_dotenv(stream=io.StringIO(text, newline=None))
        except ValueError:
            assert any("no variable can have this name" in note.text for note in found.faults)
            return
        after = dict(os.environ)

    assert {**found.variables, **before} == after


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("LLM_MODEL=gpt-4o", "gpt-4o"),
        ("export LLM_MODEL=gpt-4o", "gpt-4o"),
        ("LLM_MODEL = gpt-4o   # the big one", "gpt-4o"),
        ("LLM_MODEL=gpt#4", "gpt#4"),
        ('LLM_MODEL="gpt 4" # quoted', "gpt 4"),
        ("LLM_MODEL='gpt\n4'", "gpt\n4"),
        ("LLM_MODEL=${HOME}/${NO:-x}", "/home/me/x"),
        ("LLM_MODEL='gpt\r\n4'", "gpt\n4"),
        ("LLM_MODEL=$HOME", "$HOME"),
        ("LLM_MODEL=", ""),
    ],
)
def test_the_forms_of_a_line(line: str, value: str) -> None:
    assert parsed(line, HOME="/home/me").variables == {"LLM_MODEL": value}


def test_a_variable_of_the_environment_wins_also_an_empty_one() -> None:
    found = parsed("LLM_MODEL=a\nLLM_SEED=1\nLLM_TOP_P=1\n", LLM_MODEL="b", LLM_SEED="")

    assert found.variables == {"LLM_TOP_P": "1"}
    assert found.hidden.keys() == {"LLM_MODEL", "LLM_SEED"}


def test_a_reference_to_a_variable_is_its_value_in_the_environment() -> None:
    assert parsed("HOST=a\nLLM_MODEL=${HOST}\n", HOST="b").variables == {"LLM_MODEL": "b"}


def test_each_variable_has_its_line_the_last_one_where_there_are_several() -> None:
    found = parsed("# mine\n\nLLM_MODEL=a\n\n\nLLM_SEED=1\nLLM_MODEL=b\n")

    assert found.lines == {"LLM_MODEL": 7, "LLM_SEED": 6}


@pytest.mark.parametrize(
    "text", ["LLM_MODEL='\na'               \n", "LLM_MODEL=a", "\ufeffLLM_MODEL=a"]
)
def test_a_line_is_that_of_the_name(text: str) -> None:
    assert parsed(text).lines == {"LLM_MODEL": 1}


def test_comments_and_blank_lines_are_no_faults() -> None:
    assert parsed("# mine\n\n  # more\nLLM_MODEL=a # b\n").faults == ()


@pytest.mark.parametrize("text", ["LLM_MODEL", "LLM_MODEL=a\nLLM_MODEL\n"])
def test_a_name_without_a_value_sets_nothing(text: str) -> None:
    found = parsed(text)

    assert (found.variables, found.lines, found.faults) == ({}, {}, ())


@pytest.mark.parametrize("text", ["'LLM_A=B'=c", "LLM_A=b\0c", "LLM_A\0=b", "LLM_A\0"])
def test_a_name_or_value_that_no_process_can_have_is_ignored_and_reported(text: str) -> None:
    found = parsed(f"LLM_MODEL=a\n{text}\n")

    assert found.variables == {"LLM_MODEL": "a"}
    assert found.faults == (Note(2, "no variable can have this name or value"),)


def test_a_line_that_is_no_assignment_is_reported_with_its_number() -> None:
    found = parsed("LLM_MODEL=a\n\nsome sk-secret words\nLLM_SEED='1\n")

    assert [note.line for note in found.faults] == [3, 4]
    assert "sk-secret" not in str(found.faults)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ('LLM_MODEL="a"', "takes LLM_MODEL as it is written"),
        ("LLM_MODEL=a # b", "takes LLM_MODEL as it is written"),
        ("LLM_MODEL=${HOME}", "takes LLM_MODEL as it is written"),
        ("LLM_MODEL=a  ", "takes LLM_MODEL as it is written"),
        ("export LLM_MODEL=a", "refuses LLM_MODEL:"),
        ("export   LLM_MODEL=a", "refuses LLM_MODEL:"),
        ("LLM_MODEL =a", "refuses LLM_MODEL"),
        ("LLM_HOST", "takes LLM_HOST from the environment"),
    ],
)
def test_what_docker_reads_differently_is_reported(line: str, note: str) -> None:
    (found,) = parsed(f"# one\n{line}\n", HOME="/", LLM_HOST="h").docker_notes("LLM_")

    assert (found.line, note in found.text) == (2, True)


def test_a_byte_order_mark_is_no_part_of_the_name_to_docker() -> None:
    (found,) = parsed("\ufeffLLM_MODEL =a\n").docker_notes("LLM_")

    assert found == Note(1, "docker's --env-file refuses LLM_MODEL: a blank is before its =")


@pytest.mark.parametrize(
    "line",
    [
        "LLM_MODEL=a",
        "  LLM_MODEL=a",
        "LLM_MODEL=a\r",
        "LLM_MODEL=",
        "LLM_MODEL",
        "LLM_MODEL='a'\nLLM_MODEL=b",
        '# LLM_MODEL="a"',
        'OTHER="a"',
    ],
)
def test_what_docker_reads_alike_or_is_not_for_a_model_is_not_reported(line: str) -> None:
    assert list(parsed(line).docker_notes("LLM_")) == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none\.env could not be read: no such file"):
        read_env_file(str(tmp_path / "none.env"), {})


@pytest.mark.parametrize("first", [b"A=1", b""])
def test_text_that_is_not_utf_8_is_named_by_its_line_not_by_its_value(
    tmp_path: Path, first: bytes
) -> None:
    path = tmp_path / ".env"
    path.write_bytes(first + b"\nLLM_API_KEY=sk-\xff\n")

    with pytest.raises(FileError) as refused:
        read_env_file(str(path), {})

    assert f"{path}:2: " in str(refused.value)
    assert "sk-" not in str(refused.value)
