"""Owner, access list, mode and attributes of a file, given to the one that takes its place."""

import errno
import os
import stat
from collections.abc import Callable

FATAL = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
"""Errors of the disk: after one of them nothing is tried any more."""

_ACL = "system.posix_acl_access"
_NO_ACL = {errno.ENODATA, errno.EOPNOTSUPP}


class IrreplaceableError(Exception):
    """Only writing into the file itself can change it; the text says why."""


def keep_attributes(target: str, handle: int) -> None:
    """Give an open file the owner, access list, mode and attributes of the target.

    At no time may anybody read it who can't read the target. Raises IrreplaceableError if that
    can't be had, FileNotFoundError if there is no target, and OSError if the disk fails.
    """
    status, own = os.stat(target), os.fstat(handle)
    if (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
        _or_irreplaceable("owner", lambda: os.fchown(handle, status.st_uid, status.st_gid))
    for name in _attributes(target):
        if name != _ACL:
            _copy_attribute(target, handle, name)
    if hasattr(os, "getxattr"):
        _or_irreplaceable("access list", lambda: _keep_acl(target, handle))
    mode = stat.S_IMODE(status.st_mode)
    if mode != stat.S_IMODE(os.fstat(handle).st_mode):
        _or_irreplaceable("mode", lambda: os.fchmod(handle, mode))


def _or_irreplaceable(what: str, keep: Callable[[], None]) -> None:
    try:
        keep()
    except OSError as error:
        if error.errno in FATAL:
            raise
        raise IrreplaceableError(f"its {what} could not be kept") from error


def _attributes(target: str) -> list[str]:
    try:
        return os.listxattr(target)
    except (OSError, AttributeError):
        return []


def _copy_attribute(target: str, handle: int, name: str) -> None:
    try:
        os.setxattr(handle, name, os.getxattr(target, name))
    except OSError as error:
        if error.errno in FATAL:
            raise


def _keep_acl(target: str, handle: int) -> None:
    """Give a file the access list of the target, or none; its folder may have given it one."""
    try:
        acl = os.getxattr(target, _ACL)
    except OSError as error:
        if error.errno not in _NO_ACL:
            raise
        try:
            os.removexattr(handle, _ACL)
        except OSError as absent:
            if absent.errno not in _NO_ACL:
                raise
    else:
        os.setxattr(handle, _ACL, acl)
