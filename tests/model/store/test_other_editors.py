"""An editor that has the file open is named, and one that has ended is not."""

import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from llm_tui.model.store.other_editors import open_editors
from llm_tui.model.store.processes import this_process

HOST = os.uname().nodename
LIMIT = 20.0


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def swap_file(path: Path, version: bytes, pid: int, host: str = HOST) -> None:
    block = struct.pack("<2s10s12xI40s40s", b"b0", version, pid, b"me", host.encode())
    path.write_bytes(block.ljust(4096, b"\0"))


def names(config: Path) -> list[str]:
    return [str(editor) for editor in open_editors(str(config))]


@contextmanager
def running(*command: str) -> Iterator[int]:
    """A real editor in a terminal, until it is killed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execvp(command[0], command)
    try:
        yield terminal
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def wait_for_editor(config: Path, terminal: int) -> list[str]:
    end = time.monotonic() + LIMIT
    while not names(config) and time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            os.read(terminal, 65536)
    return names(config)


@pytest.mark.parametrize(("program", "options"), [("vim", ["-u", "NONE"]), ("nano", ["--locking"])])
def test_a_real_editor_is_named_until_it_is_killed(
    program: str, options: list[str], config: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    config.write_text("[llm]\n")

    with running(program, *options, str(config)) as terminal:
        found = wait_for_editor(config, terminal)

    assert len(found) == 1
    assert found[0].startswith(f"{program}, pid ")
    assert (config.parent / ".config.toml.swp").exists()
    assert names(config) == []


@pytest.mark.parametrize("last", ["swp", "swo", "swn"])
def test_the_swap_file_of_vim_is_read(last: str, config: Path) -> None:
    swap_file(config.parent / f".config.toml.{last}", b"VIM 9.1", os.getppid())

    assert names(config) == [f"vim, pid {os.getppid()}"]


def test_neovim_keeps_its_swap_files_in_its_own_folder(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    folder = tmp_path / "nvim" / "swap"
    folder.mkdir(parents=True)
    swap_file(folder / f"{str(config).replace('/', '%')}.swp", b"NVIM 0.10", os.getppid())

    assert names(config) == [f"nvim, pid {os.getppid()}"]


@pytest.mark.parametrize("booted", ["", ":1700000000"])
def test_the_lock_of_emacs_is_read(booted: str, config: Path) -> None:
    lock = config.parent / ".#config.toml"
    lock.symlink_to(f"me@{HOST}.{os.getppid()}{booted}")
    assert names(config) == [f"emacs, pid {os.getppid()}"]

    lock.unlink()
    lock.write_text(f"me@{HOST}.{os.getppid()}{booted}")
    assert names(config) == [f"emacs, pid {os.getppid()}"]


def test_what_an_editor_has_left_behind_is_no_editor(config: Path) -> None:
    swap_file(config.parent / ".config.toml.swp", b"VIM 9.1", dead_process())
    (config.parent / ".#config.toml").symlink_to(f"me@{HOST}.{dead_process()}")

    assert names(config) == []


def test_an_editor_on_another_machine_is_named_with_it(config: Path) -> None:
    swap_file(config.parent / ".config.toml.swp", b"VIM 9.1", 4711, "devbox7")
    (config.parent / ".#config.toml").symlink_to("me@dev.box.8.4712:17")

    assert names(config) == ["vim, pid 4711 on devbox7", "emacs, pid 4712 on dev.box.8"]


def test_the_file_that_a_link_leads_to_is_the_one_that_is_open(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    link.symlink_to(real)
    swap_file(tmp_path / ".real.toml.swp", b"VIM 9.1", os.getppid())

    assert names(link) == [f"vim, pid {os.getppid()}"]


@pytest.mark.parametrize("data", [b"", b"b0", b"x" * 5000, b"b0" + b"\0" * 5000])
def test_a_file_that_is_no_swap_file_is_none(data: bytes, config: Path) -> None:
    (config.parent / ".config.toml.swp").write_bytes(data)
    (config.parent / ".#config.toml").write_bytes(data)

    assert names(config) == []


def test_this_very_process_is_not_another_editor(config: Path) -> None:
    (config.parent / ".#config.toml").symlink_to(f"me@{HOST}.{this_process().pid}")

    assert names(config) == []


def test_what_somebody_else_has_written_there_does_not_act_on_the_terminal(config: Path) -> None:
    swap_file(config.parent / ".config.toml.swp", b"\x1b]0;VIM", 4711, "a\x1b[31mb")
    (config.parent / ".#config.toml").symlink_to("me@a\u202eb\x1b.4712")

    assert names(config) == ["?]0;vim, pid 4711 on a?[31mb", "emacs, pid 4712 on a?b?"]
