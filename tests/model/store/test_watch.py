"""Every way in which a file can become another one is noticed, and nothing else wakes anybody."""

import asyncio
import errno
import os
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from llm_tui.model.store import storage, watch
from tests.tui.driver import LIMIT

OLD, NEW = b"[llm]\nmodel = 'old'\n", b"[llm]\nmodel = 'new'\n"


class Watching:
    """Counts what is told of a file."""

    def __init__(self, path: Path) -> None:
        self.path, self.told = path, 0
        self._told = asyncio.Event()

    async def follow(self) -> None:
        async for _ in watch.changes(str(self.path)):
            self.told += 1
            self._told.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds at the time when a change is told of."""
        async with asyncio.timeout(LIMIT):
            while True:
                await self._told.wait()
                self._told.clear()
                if holds():
                    return


@asynccontextmanager
async def watching(path: Path) -> AsyncIterator[Watching]:
    found = Watching(path)
    task = asyncio.create_task(found.follow())
    await found.until(lambda: True)
    yield found
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def in_place(path: Path) -> None:
    path.write_bytes(NEW)


def by_our_own_save(path: Path) -> None:
    storage.write(str(path), NEW)


def by_rename(path: Path) -> None:
    path.with_suffix(".new").write_bytes(NEW)
    path.with_suffix(".new").rename(path)


def by_removal_and_a_new_file(path: Path) -> None:
    path.unlink()
    path.write_bytes(NEW)


def by_another_program(path: Path) -> None:
    subprocess.run(["sed", "-i", "s/old/new/", str(path)], check=True)


def by_a_link(path: Path) -> None:
    path.with_suffix(".other").write_bytes(NEW)
    path.unlink()
    path.symlink_to(path.with_suffix(".other"))


def through_a_hard_link(path: Path) -> None:
    other = path.parent / "elsewhere"
    other.mkdir()
    os.link(path, other / "name")
    (other / "name").write_bytes(NEW)


WAYS = [in_place, by_our_own_save, by_rename, by_removal_and_a_new_file, by_another_program,
        by_a_link, through_a_hard_link]  # fmt: skip


@pytest.fixture(params=["by the kernel", "by looking"])
def _both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "by looking":
        monkeypatch.setattr(watch, "INTERVAL", 0.01)
        # What a machine is that has given away all of its watches.
        monkeypatch.setattr("asyncinotify.Inotify", no_more_watches)


def no_more_watches(**_: object) -> None:
    raise OSError(24, "Too many open files")


@pytest.mark.usefixtures("_both")
@pytest.mark.parametrize("change", WAYS, ids=lambda change: change.__name__)
async def test_a_change_is_noticed_and_so_is_the_next(
    change: Callable[[Path], None], config: Path
) -> None:
    config.write_bytes(OLD)
    async with watching(config) as found:
        change(config)
        await found.until(lambda: config.read_bytes() == NEW)

        by_rename(config)
        config.write_bytes(OLD)
        await found.until(lambda: config.read_bytes() == OLD)


@pytest.mark.usefixtures("_both")
async def test_a_file_is_noticed_when_it_comes_and_when_it_goes(config: Path) -> None:
    async with watching(config) as found:
        config.write_bytes(NEW)
        await found.until(config.exists)
        config.unlink()
        await found.until(lambda: not config.exists())


async def test_a_folder_that_goes_and_comes_again_is_watched_again(tmp_path: Path) -> None:
    config = tmp_path / "project" / "config.toml"
    config.parent.mkdir()
    config.write_bytes(OLD)
    async with watching(config) as found:
        config.parent.rename(tmp_path / "away")
        await found.until(lambda: not config.exists())
        config.parent.mkdir()
        await found.until(config.parent.exists)
        config.write_bytes(NEW)
        await found.until(config.exists)


async def test_a_link_of_a_folder_on_the_way_is_watched(tmp_path: Path) -> None:
    """As a container gets its configuration from a cluster."""
    for name, data in (("one", OLD), ("two", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.toml").write_bytes(data)
    (tmp_path / "data").symlink_to("one")
    config = tmp_path / "config.toml"
    config.symlink_to("data/config.toml")

    async with watching(config) as found:
        (tmp_path / "next").symlink_to("two")
        (tmp_path / "next").rename(tmp_path / "data")
        await found.until(lambda: config.read_bytes() == NEW)

        (tmp_path / "two" / "config.toml").write_bytes(OLD)
        await found.until(lambda: config.read_bytes() == OLD)


async def test_links_that_lead_in_a_circle_do_not_hold_it_up(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)

    async with watching(one) as found:
        one.unlink()
        one.write_bytes(NEW)
        await found.until(one.is_file)


async def test_many_changes_at_once_are_told_of_together(config: Path) -> None:
    config.write_bytes(OLD)
    async with watching(config) as found:
        for _ in range(100):
            config.write_bytes(OLD)
            by_rename(config)
        await found.until(lambda: config.read_bytes() == NEW)

        assert found.told < 10


async def test_writing_to_its_neighbours_wakes_nobody(config: Path) -> None:
    config.write_bytes(OLD)
    log = config.with_name("openhands.log")
    log.touch()
    async with watching(config) as found:
        for _ in range(100):
            with log.open("ab") as file:
                file.write(b"a line\n")
        config.write_bytes(NEW)
        await found.until(lambda: config.read_bytes() == NEW)

        assert found.told <= 3


async def test_nothing_is_left_open_when_it_ends(config: Path) -> None:
    config.write_bytes(OLD)
    async with watching(config):
        pass
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        async with watching(config):
            pass

    async with asyncio.timeout(LIMIT):
        while len(os.listdir("/proc/self/fd")) > before:  # noqa: ASYNC110
            await asyncio.sleep(0)


async def test_a_kernel_that_fails_is_not_asked_again(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    config.write_bytes(OLD)
    async with watching(config) as found:
        monkeypatch.setattr(os, "read", fail)
        in_place(config)
        await found.until(lambda: found.told > 1)
        told = found.told
        config.unlink()
        await found.until(lambda: found.told > told)


def test_a_local_file_is_left_to_the_kernel(config: Path) -> None:
    assert not watch._is_remote(str(config))


MOUNTS = """\
21 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 21 0:35 / /home rw,relatime shared:2 master:3 - nfs4 server:/home rw
41 21 0:36 / /mnt/a\\040b rw - fuse.sshfs me@devbox7: rw
""".splitlines()


@pytest.mark.parametrize(
    ("device", "kind"),
    [("254:1", "ext4"), ("0:35", "nfs4"), ("0:36", "fuse.sshfs"), ("9:9", "")],
)
def test_the_file_system_of_a_device_is_found(device: str, kind: str) -> None:
    assert watch._file_system(MOUNTS, device) == kind


def test_a_look_differs_once_the_file_or_a_name_beside_it_has_changed(config: Path) -> None:
    config.write_bytes(OLD)
    os.utime(config.parent, (1e9, 1e9))
    first = watch.look(str(config))
    assert watch.look(str(config)) == first

    config.with_name(".config.toml.swp").touch()
    second = watch.look(str(config))
    config.chmod(0o600)
    third = watch.look(str(config))
    config.unlink()

    assert len({first, second, third, watch.look(str(config))}) == 4
