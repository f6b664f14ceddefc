"""System calls of this process that fail, or at which it is killed."""

import errno
import fcntl
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from llm_tui.model.store import exchange

CALLS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        os,
        ("open", "close", "read", "pread", "pwrite", "fsync", "ftruncate", "posix_fallocate",
         "stat", "lstat", "fstat", "statvfs", "access", "readlink", "fchmod", "fchown", "link",
         "unlink", "rename", "replace", "mkdir", "scandir", "listdir", "listxattr", "getxattr",
         "setxattr", "removexattr"),
    ),
    (fcntl, ("flock", "fcntl")),
    (exchange, ("swap",)),
)  # fmt: skip
"""The calls that a save makes; the last is a system call that Python has no function for."""

ERRORS = tuple(
    getattr(errno, name)
    for name in (
        "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "ENOENT", "EBUSY", "EXDEV", "EMFILE",
        "ENOMEM", "EINVAL", "ENOSYS", "EOPNOTSUPP", "EAGAIN", "ESTALE", "EFBIG", "ELOOP", "ENOLCK",
        "EEXIST", "ENODATA", "EMLINK", "ENOTDIR", "ENAMETOOLONG", "EINTR", "EBADF", "ENFILE",
    )
)  # fmt: skip


def name_of(error: int) -> str:
    """The name of an error, as strace knows it."""
    return errno.errorcode[error].replace("ENOTSUP", "EOPNOTSUPP")


@dataclass(frozen=True)
class Fault:
    """What happens at the call of a number."""

    number: int
    error: int | None = None
    """None: the process is killed."""
    persistent: bool = False
    """Do all later calls of the same kind fail, too?"""
    half: bool = False
    """Is half of what the call writes written before?"""

    def __str__(self) -> str:
        what = "SIGKILL" if self.error is None else errno.errorcode[self.error]
        how = " from then on" * self.persistent + " half way" * self.half
        return f"{what}{how} at call {self.number}"


class Calls:
    """Counts the calls of this process, and lets a fault happen."""

    def __init__(self, fault: Fault | None) -> None:
        self.names: list[str] = []
        self._fault = fault
        self._failing: str | None = None

    def install(self) -> None:
        """Count from now on. There is no way back: use it in a child."""
        for module, names in CALLS:
            for name in names:
                if hasattr(module, name):
                    setattr(module, name, self._wrapped(name, getattr(module, name)))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.names.append(name)
            fault = self._fault
            if fault and len(self.names) - 1 == fault.number:
                self._failing = name
                return self._fail(fault, name, call, arguments, options)
            if fault and fault.persistent and self._failing == name:
                return self._fail(fault, name, call, arguments, options)
            return call(*arguments, **options)

        return counted

    def _fail(
        self, fault: Fault, name: str, call: Callable[..., Any], arguments: Any, options: Any
    ) -> Any:
        if name == "pwrite" and fault.half:
            handle, data, offset = arguments
            call(handle, data[: len(data) // 2], offset)
        if fault.error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        assert fault.error is not None
        if name == "close":
            # A close that reports an error has closed the file.
            call(*arguments, **options)
        if name == "access":
            return False
        if name == "swap" and fault.error in {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}:
            return False
        raise OSError(fault.error, os.strerror(fault.error))
