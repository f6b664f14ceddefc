"""The models that were picked last: kept if it can be, and never in the way."""

import os
import stat
from pathlib import Path

import pytest

from llm_tui.model.errors import FileError
from llm_tui.model.store import recents


def written(text: str) -> Path:
    path = Path(recents.path())
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_the_newest_comes_first_and_each_once() -> None:
    for model in ("gpt-4o", "o3", "é/modèle", "gpt-4o"):
        recents.add(model)

    assert recents.load() == ("gpt-4o", "é/modèle", "o3")


def test_only_so_many_are_kept() -> None:
    for number in range(recents.LIMIT + 5):
        recents.add(f"model-{number}")

    assert len(recents.load()) == recents.LIMIT
    assert recents.load()[-1] == "model-5"


@pytest.mark.parametrize("text", ["", "{not json", '{"a": 1}', "3", "[" * 100_000, "\x00"])
def test_a_damaged_file_counts_as_none_and_is_replaced_by_the_next(text: str) -> None:
    written(text)
    assert recents.load() == ()

    recents.add("o3")

    assert recents.load() == ("o3",)


def test_what_is_no_model_is_left_out() -> None:
    written('["o3", 4, null, ["x"], "o3", "gpt-4o"]')

    assert recents.load() == ("o3", "gpt-4o")


def add_many(name: str) -> int:
    """Add models in a process of its own, which ends with 0 if it never read half a file."""
    pid = os.fork()
    if pid == 0:
        whole = False
        try:
            for number in range(50):
                recents.add(f"{name}{number}")
                whole = bool(recents.load())
                if not whole:
                    break
        finally:
            os._exit(not whole)
    return pid


def test_processes_that_add_at_once_never_see_half_a_file() -> None:
    children = [add_many(name) for name in "abc"]

    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0]
    assert len(recents.load()) == recents.LIMIT


def test_the_file_is_state_and_its_owners_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    recents.add("o3")

    path = tmp_path / "llm-tui" / "recent-models.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_place_that_can_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    with pytest.raises(FileError, match="could not be made"):
        recents.add("o3")
    assert recents.load() == ()
