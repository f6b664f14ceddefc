"""Keys that others can read."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm_tui.model.check.exposure import exposure, is_tracked
from llm_tui.model.check.problem import Severity
from llm_tui.model.errors import FileError
from llm_tui.model.store import privacy

TABLES = {"llm": {"api_key": "sk-0123456789abcdef"}}


@pytest.fixture
def open_path(tmp_path: Path) -> Iterator[Path]:
    """A file in a folder that everybody can reach."""
    folder = tmp_path
    changed: list[tuple[Path, int]] = []
    while folder != folder.parent:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            changed.append((folder, mode))
            folder.chmod(mode | stat.S_IXOTH)
        folder = folder.parent
    path = tmp_path / "config.toml"
    path.write_text("")
    path.chmod(0o644)
    yield path
    for folder, mode in changed:
        folder.chmod(mode)


def codes(path: Path, tables: dict[str, dict[str, str]]) -> list[str]:
    return [problem.code for problem in exposure(str(path), tables)]


def test_a_file_with_api_keys_that_others_can_read_is_reported(open_path: Path) -> None:
    (problem,) = exposure(str(open_path), TABLES)

    assert problem.code == "readable-key"
    assert f"chmod 600 {open_path}" in problem.message


@pytest.mark.parametrize("key", ["", "your-api-key"])
def test_a_file_without_a_key_may_be_read(open_path: Path, key: str) -> None:
    assert codes(open_path, {"llm": {"api_key": key}}) == []


def test_a_file_that_nobody_else_can_read_or_reach_is_safe(open_path: Path) -> None:
    open_path.chmod(0o640)
    assert codes(open_path, TABLES) == []

    open_path.chmod(0o644)
    open_path.parent.chmod(0o700)
    assert codes(open_path, TABLES) == []


def test_one_closed_folder_above_a_file_is_enough(open_path: Path) -> None:
    folder = open_path.parent / "folder"
    folder.mkdir()
    folder.chmod(0o755)
    path = folder / "config.toml"
    path.write_text("")
    path.chmod(0o644)
    assert codes(path, TABLES) == ["readable-key"]

    open_path.parent.chmod(0o700)
    assert codes(path, TABLES) == []


def test_a_file_that_does_not_exist_is_safe(tmp_path: Path) -> None:
    assert codes(tmp_path / "none.toml", TABLES) == []


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["config.toml", "deep/er/config.toml", "é.toml"])
def test_a_file_that_git_tracks_is_found_in_the_index(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    path.chmod(0o600)
    (tmp_path / ("x" + path.name)).write_text("x")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "x" + path.name)
    assert not is_tracked(str(path))
    assert codes(path, TABLES) == []

    git(tmp_path, "add", name)
    assert is_tracked(str(path))
    assert codes(path, TABLES) == ["tracked-key"]


def test_the_index_of_another_working_tree_is_found(tmp_path: Path) -> None:
    main, other = tmp_path / "main", tmp_path / "other"
    main.mkdir()
    (main / "config.toml").write_text("x")
    git(main, "init", "-q")
    git(main, "add", ".")
    git(main, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x")
    git(main, "worktree", "add", "-q", str(other))

    assert is_tracked(os.path.join(other, "config.toml"))


def test_a_file_may_be_readable_and_tracked(open_path: Path) -> None:
    git(open_path.parent, "init", "-q")
    git(open_path.parent, "add", open_path.name)

    readable, tracked = exposure(str(open_path), TABLES)

    assert (readable.code, tracked.code) == ("readable-key", "tracked-key")
    assert f"git rm --cached {open_path}" in tracked.message
    assert {(p.severity, p.section, p.key, p.line) for p in (readable, tracked)} == {
        (Severity.WARNING, (), None, None)
    }


def test_one_real_key_among_placeholders_is_enough(open_path: Path) -> None:
    assert codes(open_path, {"llm": {"api_key": "changeme"}, "search": TABLES["llm"]}) != []


def test_the_file_behind_a_link_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    path, link = tmp_path / "dotfiles" / "config.toml", tmp_path / "config.toml"
    path.write_text("x")
    link.symlink_to(path)
    git(path.parent, "init", "-q")
    git(path.parent, "add", path.name)

    assert "tracked-key" in codes(link, TABLES)


def test_a_file_that_git_knows_but_does_not_hold_yet_is_tracked(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("x")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--intent-to-add", path.name)

    assert is_tracked(str(path))


def test_a_very_long_name_is_found(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 200] * 15)
    git(tmp_path, "init", "-q")
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("x")
    git(tmp_path, "add", ".")

    assert is_tracked(str(folder / "config.toml"))
    assert not is_tracked(str(folder / "onfig.toml"))


def test_the_index_of_a_submodule_is_found_by_its_relative_path(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "config.toml").write_text("x")
    git(inner, "init", "-q", "--separate-git-dir", str(tmp_path / "kept"))
    (inner / ".git").write_text("gitdir: ../kept\n")
    git(inner, "add", ".")

    assert is_tracked(str(inner / "config.toml"))


def test_without_an_index_or_a_repository_nothing_is_tracked(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("x")
    assert not is_tracked(str(path))

    git(tmp_path, "init", "-q")
    assert not is_tracked(str(path))


def test_a_huge_index_is_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("x")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", path.name)

    os.truncate(tmp_path / ".git" / "index", 64 * 1024 * 1024 + 1)

    assert not is_tracked(str(path))


def test_a_repository_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("x")
    path.chmod(0o600)
    (tmp_path / ".git").symlink_to("nowhere")

    assert codes(path, TABLES) == []


NOT_REAL = [
    "${ANTHROPIC_API_KEY}",
    "${LLM_API_KEY:-${OPENAI_API_KEY}}",
    "$OPENAI_API_KEY",
    "DEEPSEEK_API_KEY",
    "dummy",
    "dummy_key_for_testing",
    "ollama",
    "not-needed",
    "lm-studio",
    "EMPTY",
    "sk-1234",
    "sk-123456",
    "local-llm",
    "omniroute",
    "change-me-in-production",
    "placeholder-not-used-for-bedrock-iam-auth",
    "user:password",
    "sk-",
    "xxxx",
]


@pytest.mark.parametrize("key", NOT_REAL)
def test_what_is_no_real_key_may_be_read(open_path: Path, key: str) -> None:
    assert codes(open_path, {"llm": {"api_key": key}}) == []


@pytest.mark.parametrize(
    "key",
    [
        "sk-fa4efa4e00fa4efa4e00fa4efa4e00fa",
        "AIzaFakeKey0fakekey1FakeKey0fakekey1Fak",
        "fa4efa4e-00fa-4efa-4e00-fa4efa4e00fa",
    ],
)
def test_a_real_key_may_not(open_path: Path, key: str) -> None:
    assert codes(open_path, {"llm": {"api_key": key}}) == ["readable-key"]


def test_a_private_file_is_its_owners_only_also_through_a_link(open_path: Path) -> None:
    link = open_path.with_name("link.toml")
    link.symlink_to(open_path)
    open_path.chmod(0o664)

    privacy.make_private(str(link))

    assert stat.S_IMODE(open_path.stat().st_mode) == 0o600
    assert codes(open_path, TABLES) == []


def test_a_file_that_is_gone_can_not_be_made_private(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="ask its owner to run chmod 600"):
        privacy.make_private(str(tmp_path / "none"))
