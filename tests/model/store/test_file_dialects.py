"""The program that was chosen for a file is chosen again, and never in the way."""

from pathlib import Path

import pytest

from llm_tui.model.dialects.recognise import DialectSpec, choose
from llm_tui.model.store import file_dialects

OLD = DialectSpec("openhands", "0.48.0")


def test_a_choice_is_kept_for_its_file_only(tmp_path: Path) -> None:
    file_dialects.remember(str(tmp_path / "a"), OLD)
    file_dialects.remember(str(tmp_path / "b"), DialectSpec("generic"))

    assert file_dialects.chosen(str(tmp_path / "a")) == OLD
    assert file_dialects.chosen(str(tmp_path / "b")) == DialectSpec("generic", None)
    assert file_dialects.chosen(str(tmp_path / "c")) == DialectSpec()


def test_a_link_to_the_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    file_dialects.remember(str(tmp_path / "link"), OLD)

    assert file_dialects.chosen(str(tmp_path / "real")) == OLD


def test_an_empty_choice_is_forgotten(tmp_path: Path) -> None:
    file_dialects.remember(str(tmp_path / "a"), OLD)
    file_dialects.remember(str(tmp_path / "a"), DialectSpec())

    assert file_dialects.chosen(str(tmp_path / "a")) == DialectSpec()


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for number in range(file_dialects.LIMIT + 3):
        file_dialects.remember(str(tmp_path / str(number)), OLD)

    kept = [file_dialects.chosen(str(tmp_path / str(number))) == OLD for number in range(4)]
    assert kept == [False, False, False, True]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"/x": 1}', '{"/x": ["a", 1]}', "[" * 100_000])
def test_a_damaged_file_counts_as_none(text: str, tmp_path: Path) -> None:
    path = Path(file_dialects.path())
    path.parent.mkdir(parents=True)
    path.write_text(text)

    assert file_dialects.chosen("/x") == DialectSpec()

    file_dialects.remember(str(tmp_path / "a"), OLD)
    assert file_dialects.chosen(str(tmp_path / "a")) == OLD


def test_the_command_line_wins_over_it_and_it_wins_over_the_settings() -> None:
    settings = DialectSpec("generic")

    assert (
        choose(b"", None, DialectSpec(release="0.30.0"), settings, OLD).dialect.release == "0.30.0"
    )
    assert choose(b"", None, None, settings, OLD).dialect.release == "0.48.0"
    assert choose(b"", None, None, settings, OLD).reason == "chosen for this file before"


@pytest.mark.parametrize("gone", [DialectSpec("gone"), DialectSpec("openhands", "9.9")])
def test_a_choice_that_is_not_known_any_more_counts_as_none(gone: DialectSpec) -> None:
    assert choose(b"", None, None, DialectSpec("generic"), gone).dialect.name == "generic"
