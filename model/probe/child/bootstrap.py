"""The start of the forkserver on any interpreter, which need not have anything of ours installed.

It is run as a file: `python -P bootstrap.py FOLDER LIFELINE CONTROL OWNER`, FOLDER being the one of
the `llm_tui` package, and the next two file descriptors. Only what `child/` imports is taken from
there, and that needs nothing beyond the standard library: the other packages of our environment
must not get in the way of theirs.
"""

import os
import sys
from types import ModuleType


def _find_in(folder: str, name: str) -> None:
    """Make the modules of a package importable without the package's own imports."""
    package = ModuleType(name)
    package.__path__ = [folder]
    sys.modules[name] = package


def main() -> None:
    """Tie this process to the one that started it, import the forkserver, and run it."""
    _find_in(sys.argv[1], "llm_tui")
    _find_in(os.path.join(sys.argv[1], "model"), "llm_tui.model")
    from llm_tui.model.probe.child import lifeline

    lifeline.tie(int(sys.argv[2]))
    from llm_tui.model.probe.child import forkserver

    forkserver.main(int(sys.argv[3]), is_own=sys.argv[4] == "own")


if __name__ == "__main__":
    main()
