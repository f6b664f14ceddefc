"""A file may be anything: reading it ends, and takes no more memory than it may."""

import os
import threading
from pathlib import Path

import pytest

from llm_tui.model.toml.bounded_file import read_bounded


def test_no_more_is_read_than_one_byte_beyond_the_bound(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 100)

    assert read_bounded(str(file), 100) == b"x" * 100
    assert read_bounded(str(file), 99) == b"x" * 100
    assert read_bounded(str(file), 10) == b"x" * 11


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a regular file"):
        read_bounded(str(tmp_path / "pipe"), 100)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(OSError, match="not a regular file"):
        read_bounded(device, 100)


def test_a_pipe_is_read_to_its_end_where_it_may_be_waited_for() -> None:
    read, write = os.pipe()

    def write_all() -> None:
        os.write(write, b"A=1\n")
        os.close(write)

    writer = threading.Thread(target=write_all)
    writer.start()

    assert read_bounded(f"/dev/fd/{read}", 100, patience=60) == b"A=1\n"
    writer.join()
    os.close(read)


def test_a_pipe_that_gives_nothing_is_left() -> None:
    read, write = os.pipe()

    with pytest.raises(BlockingIOError):
        read_bounded(f"/dev/fd/{read}", 100, patience=0)
    os.close(read)
    os.close(write)


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="needs the kernel's log")
def test_a_regular_file_that_would_wait_is_left() -> None:
    with pytest.raises((BlockingIOError, PermissionError)):
        read_bounded("/proc/kmsg", 1 << 30)
