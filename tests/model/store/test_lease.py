"""No program writes into a file that is being replaced without anybody noticing."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from llm_tui.model.errors import FileBusyError, FileChangedError
from llm_tui.model.store import exchange, saving
from llm_tui.model.store.lease import Lease


@pytest.fixture
def leased(config: Path) -> Path:
    """A file on a file system that has leases."""
    config.write_bytes(b"old")
    with config.open("rb") as reader, config.open("r+b"):
        if Lease(reader.fileno()).take():
            pytest.skip("this file system has no leases")
    return config


def test_a_file_that_is_open_for_writing_elsewhere_is_not_replaced(leased: Path) -> None:
    with leased.open("r+b"), pytest.raises(FileBusyError, match="has it open for writing"):
        saving.save(str(leased), b"new", b"old", wait=0)

    assert leased.read_bytes() == b"old"
    saving.save(str(leased), b"new", b"old", wait=0)
    assert leased.read_bytes() == b"new"


def test_who_has_it_open_for_reading_stops_nothing(leased: Path) -> None:
    with leased.open("rb"):
        saving.save(str(leased), b"new", b"old", wait=0)

    assert leased.read_bytes() == b"new"


def test_the_save_waits_for_a_program_that_is_writing(leased: Path) -> None:
    """The other program goes on only when this one asks for the file in vain."""
    script = (
        "import sys; f = open(sys.argv[1], 'wb'); f.write(b'half, '); f.flush();"
        "print(flush=True); sys.stdin.readline(); f.write(b'whole'); f.close()"
    )
    command = [sys.executable, "-c", script, str(leased)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        with pytest.raises(FileBusyError):
            saving.save(str(leased), b"half, mine", b"half, ", wait=0)
        writer.stdin.write(b"\n")
        writer.stdin.close()
        writer.wait()

    update = saving.update(str(leased), lambda now: type(now)(now.data + b" and mine"))

    assert leased.read_bytes() == update.after.data == b"half, whole and mine"


def at_the_exchange(monkeypatch: pytest.MonkeyPatch, *happens: Callable[[], object]) -> None:
    """Let something happen in the instant before the exchange, and before each that undoes it."""
    swap, left = exchange.swap, list(happens)

    def exchanged(one: str, other: str) -> bool:
        if left:
            left.pop(0)()
        return swap(one, other)

    monkeypatch.setattr(exchange, "swap", exchanged)


def test_a_file_that_is_renamed_over_it_in_the_last_instant_stays(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")
    theirs = config.parent / "theirs"
    theirs.write_bytes(b"theirs")
    at_the_exchange(monkeypatch, lambda: os.rename(theirs, config))

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == b"theirs"
    assert os.listdir(config.parent) == ["config.toml"]


@pytest.mark.parametrize("count", [2, 3])
def test_of_several_files_renamed_over_it_the_last_one_stays(
    config: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The next one comes when the exchange is about to be undone."""
    config.write_bytes(b"old")
    theirs = [config.parent / f"theirs{number}" for number in range(count)]
    for path in theirs:
        path.write_bytes(path.name.encode())
    at_the_exchange(monkeypatch, *[partial(os.rename, path, config) for path in theirs])

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == theirs[-1].name.encode()
    assert os.listdir(config.parent) == ["config.toml"]


def test_a_file_that_is_removed_when_it_is_to_be_put_back_is_not_made_again(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")
    theirs = config.parent / "theirs"
    theirs.write_bytes(b"theirs")
    at_the_exchange(monkeypatch, partial(os.rename, theirs, config), config.unlink)

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert os.listdir(config.parent) == []


def test_writing_in_place_waits_for_a_program_that_is_writing(
    leased: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(leased, leased.parent / "other.toml")
    with leased.open("r+b") as writer:

        def finish(_: float) -> None:
            writer.write(b"theirs")
            writer.close()

        monkeypatch.setattr("time.sleep", finish)
        with pytest.raises(FileChangedError):
            saving.save(str(leased), b"mine", b"old")

    assert leased.read_bytes() == b"theirs"


def test_a_file_that_is_written_into_in_the_last_instant_stays(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that the lease does not hold up, as on a network file system."""
    config.write_bytes(b"old")

    def unsupported(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr("fcntl.fcntl", unsupported)
    at_the_exchange(monkeypatch, lambda: config.write_bytes(b"theirs"))

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == b"theirs"
    assert os.listdir(config.parent) == ["config.toml"]


def test_a_file_that_a_program_waits_for_is_put_back(
    leased: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would write into the old one, which has no name any more."""
    refused: list[int | None] = []

    def ask() -> None:
        try:
            os.open(leased, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            refused.append(error.errno)

    at_the_exchange(monkeypatch, ask)

    with pytest.raises(FileChangedError):
        saving.save(str(leased), b"new", b"old")

    assert refused == [errno.EWOULDBLOCK]
    assert leased.read_bytes() == b"old"


def test_a_file_that_is_removed_in_the_last_instant_is_not_made_again(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")
    at_the_exchange(monkeypatch, config.unlink)

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert os.listdir(config.parent) == []


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can't exchange two files."""

    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("ctypes.CDLL", unsupported)


@pytest.mark.usefixtures("without_exchange")
def test_where_two_files_can_not_be_exchanged_one_is_renamed(config: Path) -> None:
    config.write_bytes(b"old")

    saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == b"new"
    assert os.listdir(config.parent) == ["config.toml"]


@pytest.mark.usefixtures("without_exchange")
def test_a_file_is_looked_at_before_one_is_renamed_over_it(config: Path) -> None:
    config.write_bytes(b"theirs")

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == b"theirs"
    assert os.listdir(config.parent) == ["config.toml"]


def test_an_exchange_that_happened_although_it_reports_an_error_is_a_save(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network file system, when the answer of the server was lost."""
    config.write_bytes(b"old")
    swap = exchange.swap

    def swapped(one: str, other: str) -> bool:
        swap(one, other)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(exchange, "swap", swapped)

    saving.save(str(config), b"new", b"old")

    assert config.read_bytes() == b"new"
    assert os.listdir(config.parent) == ["config.toml"]
