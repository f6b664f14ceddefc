"""A folder for one case, with a state folder of its own."""

import os
import tempfile
from pathlib import Path

_MEMORY = "/dev/shm"
_VARIABLES = ("XDG_STATE_HOME", "XDG_CONFIG_HOME")


class Room:
    """Gives the path of a config file, and that of a file for what is printed."""

    def __enter__(self) -> tuple[Path, Path]:
        # In memory, where waiting for the disk takes no time.
        place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        self._folder = tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        self._before = {name: os.environ.get(name) for name in _VARIABLES}
        for name in _VARIABLES:
            os.environ[name] = str(folder / name)
        (folder / "files").mkdir()
        return folder / "files" / "config.toml", folder / "output"

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._folder.cleanup()
