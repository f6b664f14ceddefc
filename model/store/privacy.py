"""The mode of a config file: who may read it besides its owner."""

import os
import stat

from llm_tui.model.errors import FileError

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(path: str) -> None:
    """Let only the owner of a file read and write it, as `chmod go= PATH`. Raises FileError."""
    target = os.path.realpath(path)
    try:
        os.chmod(target, stat.S_IMODE(os.stat(target).st_mode) & ~_OTHERS)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(
            f"{path} is still readable for others: {reason}; ask its owner to run chmod 600"
        ) from error
