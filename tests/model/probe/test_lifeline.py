"""Whoever started a test is killed while its processes can't look: all of them end."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LIMIT = 120.0
"""Seconds after which a test gives up waiting for what never comes, also on a busy machine."""

STARTER = """
import os, signal, sys
from llm_tui.model.probe.forkserver_process import Forkserver

forkserver = Forkserver({**os.environ, "PYTHONPATH": sys.argv[1]})
signal.pause()
"""
REPORT = """
import os
with open(os.path.join(os.environ["PYTHONPATH"], "reports"), "w") as file:
    print(os.getpid(), file=file)
"""
HOLD_THE_INTERPRETER = """
import ctypes
while True:
    ctypes.PyDLL(None).pause()
"""
WAIT_FOR_A_SIGNAL = f"""
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
{REPORT}
signal.sigwait([signal.SIGUSR1])
"""


class Starter:
    """A program that starts a forkserver, which finds these modules before the installed ones."""

    def __init__(self, folder: Path, **modules: str) -> None:
        for name, code in modules.items():
            (folder / f"{name}.py").write_text(code)
        os.mkfifo(folder / "reports")
        self._reports = os.open(folder / "reports", os.O_RDWR)
        self._reported: list[int] = []
        self._process = subprocess.Popen([sys.executable, "-c", STARTER, str(folder)])

    def next_process(self) -> int:
        """A handle of the next process that reports itself; it can be read once that has ended."""
        assert select.select([self._reports], [], [], LIMIT)[0]
        line = b""
        while not line.endswith(b"\n"):
            line += os.read(self._reports, 1)
        self._reported.append(os.pidfd_open(int(line)))
        return self._reported[-1]

    def kill(self) -> None:
        """End the program in a way that it can't handle."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Leave nothing running, where a test fails, too."""
        self.kill()
        for process in self._reported:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(process, signal.SIGKILL)
            os.close(process)
        os.close(self._reports)


@contextlib.contextmanager
def starting(folder: Path, **modules: str) -> Iterator[Starter]:
    starter = Starter(folder, **modules)
    try:
        yield starter
    finally:
        starter.close()


def ends(process: int) -> bool:
    return bool(select.select([process], [], [], LIMIT)[0])


def test_an_import_that_holds_the_interpreter_ends_with_whoever_started_it(tmp_path: Path) -> None:
    with starting(tmp_path, litellm=REPORT + HOLD_THE_INTERPRETER) as starter:
        process = starter.next_process()

        starter.kill()

        assert ends(process)


def test_what_a_process_has_forked_ends_with_whoever_started_it(tmp_path: Path) -> None:
    forking = "import os; os.fork()" + REPORT + HOLD_THE_INTERPRETER
    with starting(tmp_path, litellm=forking) as starter:
        processes = [starter.next_process(), starter.next_process()]

        starter.kill()

        assert all(map(ends, processes))


def test_an_interpreter_that_starts_too_late_imports_nothing(tmp_path: Path) -> None:
    with starting(
        tmp_path, sitecustomize=WAIT_FOR_A_SIGNAL, litellm=HOLD_THE_INTERPRETER
    ) as starter:
        process = starter.next_process()

        starter.kill()
        signal.pidfd_send_signal(process, signal.SIGUSR1)

        assert ends(process)
