"""Watching a file: being told at once when it may have changed.

The kernel tells of changes, and nothing runs while there are none. It does not know of those that
another machine makes, nor does it take any number of watches: there the file is looked at once a
second.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncinotify import Inotify

QUIET = 0.1
"""Seconds in which changes are taken together: a save of an editor is several."""

INTERVAL = 1.0
"""Seconds between two looks at a file that the kernel can't watch."""

_REMOTE = {"9p", "afs", "beegfs", "ceph", "cifs", "fuse", "gfs2", "glusterfs", "gpfs", "lustre",
           "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf",
           "virtiofs"}  # fmt: skip
"""File systems that others change too, and whatever begins with `fuse.`."""

Look = tuple[object, ...]


async def changes(path: str) -> AsyncIterator[None]:
    """Yield once at the beginning, and whenever the file, or a name beside it, may have changed.

    It goes on for ever, also where the file is gone, or is replaced, or not there yet.
    """
    try:
        watcher = None if _is_remote(path) else await asyncio.to_thread(_watcher)
        if watcher is not None:
            try:
                async for _ in _told(path, watcher):
                    yield
            finally:
                # The kernel takes 20 ms for it, in which leaving goes on.
                Thread(target=_close, args=(watcher,), daemon=True).start()
    except (OSError, ImportError, RuntimeError, AttributeError):
        # No such library, no more watches, or a folder that may be searched but not listed.
        pass
    async for _ in _looked_for(path):
        yield


def _close(watcher: "Inotify") -> None:
    with suppress(OSError):
        watcher.close()


def look(path: str) -> Look:
    """What is seen of a file and its folder without opening it; differs once either has changed."""
    seen: list[object] = []
    with suppress(OSError):
        status = os.stat(path)
        seen += [status.st_dev, status.st_ino, status.st_size]
        seen += [status.st_mtime_ns, status.st_ctime_ns]
    with suppress(OSError):
        seen.append(os.stat(os.path.dirname(os.path.realpath(path))).st_mtime_ns)
    return tuple(seen)


def _watcher() -> "Inotify":
    """A connection to the kernel. Imported here: it asks another program where the C library is."""
    from asyncinotify import Inotify

    return Inotify(sync_timeout=0)


async def _told(path: str, watcher: "Inotify") -> AsyncIterator[None]:
    """Yield at the beginning, and when the kernel tells of a change. Raises OSError."""
    _watch(path, watcher)
    yield
    while True:
        await _until_told(watcher)
        await asyncio.sleep(QUIET)
        while watcher.sync_get() is not None:
            pass
        # A file that was replaced is another one to watch, and so is one that a link leads to now.
        _watch(path, watcher)
        yield


async def _until_told(watcher: "Inotify") -> None:
    """Wait for a change. The watcher's own waiting reads within the loop, where errors get lost."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(watcher.fd, told.set)
    try:
        await told.wait()
    finally:
        loop.remove_reader(watcher.fd)


def _watch(path: str, watcher: "Inotify") -> None:
    """Watch what the path leads to, and every folder with a name on the way. Raises OSError."""
    from asyncinotify import Mask

    names = Mask.CREATE | Mask.DELETE | Mask.MOVE | Mask.DELETE_SELF | Mask.MOVE_SELF
    text = Mask.MODIFY | Mask.CLOSE_WRITE | Mask.ATTRIB | Mask.MOVE_SELF | Mask.DELETE_SELF
    before = watcher.watches
    wanted = [watcher.add_watch(folder, names) for folder in dict.fromkeys(_folders(path))]
    with suppress(FileNotFoundError, NotADirectoryError):
        wanted.append(watcher.add_watch(path, text))
    for watch in before:
        if watch not in wanted:
            with suppress(OSError):
                watcher.rm_watch(watch)


def _folders(path: str) -> Iterator[str]:
    """The folder of the file, and that of each link on the way to it; those that are there."""
    rest = os.path.abspath(path).split(os.sep)[1:]
    at, links = os.sep, 0
    while rest:
        name = rest.pop(0)
        here = os.path.join(at, name)
        if os.path.islink(here) and links < 40:
            links += 1
            yield at
            rest = [*os.readlink(here).split(os.sep), *rest]
            at = os.sep if not rest[0] else at
        elif rest and os.path.isdir(here):
            at = here
        else:
            break
    yield at


def _is_remote(path: str) -> bool:
    """Is the file where other machines can change it, without this one's kernel knowing?"""
    folder = os.path.dirname(os.path.realpath(path))
    with suppress(OSError):
        device = os.stat(folder).st_dev
        with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:
            kind = _file_system(mounts, f"{os.major(device)}:{os.minor(device)}")
            return kind in _REMOTE or kind.startswith("fuse.")
    return False


def _file_system(mounts: Iterable[str], device: str) -> str:
    """The kind of the file system on a device, as proc(5) names it; empty if there is none."""
    for mount in mounts:
        about, _, system = mount.partition(" - ")
        if about.split()[2:3] == [device]:
            return system.partition(" ")[0]
    return ""


async def _looked_for(path: str) -> AsyncIterator[None]:
    """Yield at the beginning, and when a look a second sees a change."""
    seen: Look | None = None
    while True:
        # In a thread: a file server that does not answer must not hold up the screen.
        now = await asyncio.to_thread(look, path)
        if now != seen:
            seen = now
            yield
        await asyncio.sleep(INTERVAL)
