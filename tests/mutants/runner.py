"""Running the tests that reach a changed function, in a process of their own."""

import ast
import functools
import gc
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.changes import Change

BUDGET = 5.0
"""How long the tests of one change may take, in seconds of the processor in the first run."""

MEMORY = 4 * 1024**3
"""In bytes. A changed loop may collect without end."""


_TIMEOUT = {signal.SIGALRM, signal.SIGXCPU}


class Module(NamedTuple):
    """A loaded module whose functions are changed."""

    path: str
    """As the changes have it."""
    file: str
    tree: ast.Module


class Runner:
    """A pytest plugin that runs the collected tests once per change, and keeps the results."""

    def __init__(self, modules: list[Module], changes: list[Change], workers: int) -> None:
        self._modules = {module.path: module for module in modules}
        self._paths = {module.file: module.path for module in modules}
        self._changes, self._workers = changes, workers
        self._tests: dict[tuple[str, str | int], list[pytest.Item]] = defaultdict(list)
        self._seconds: dict[str, float] = {}
        self._noticed: Counter[str] = Counter()
        self._functions: dict[str, list[FunctionType]] = defaultdict(list)
        self._caches: list[functools._lru_cache_wrapper[Any]] = []
        self.results: dict[Change, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once: record what they reach, then try each change."""
        for item in session.items:
            self._record(item)
        self._find_functions()
        # Asking whether a process is there, changed by one, hangs up on it.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        running: dict[int, tuple[Change, list[pytest.Item]]] = {}
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            for change in self._changes:
                while len(running) == self._workers:
                    self._wait(running, folder)
                tests = self._chosen(change)
                if tests:
                    running[self._fork(change, tests, folder)] = change, tests
                else:
                    self.results[change] = "not reached"
            while running:
                self._wait(running, folder)
        return True

    def _record(self, item: pytest.Item) -> None:
        reached: set[tuple[str, str | int]] = set()

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            path = self._paths.get(frame.f_code.co_filename)
            if path is None:
                return None
            if event == "call":
                reached.add((path, frame.f_code.co_qualname.partition(".<locals>")[0]))
            reached.add((path, frame.f_lineno))
            return trace

        begin = time.process_time()
        sys.settrace(trace)
        failed = _fails(item)
        sys.settrace(None)
        self._seconds[item.nodeid] = time.process_time() - begin
        if failed:
            raise pytest.UsageError(f"{item.nodeid} fails without any change")
        for place in reached:
            self._tests[place].append(item)

    def _find_functions(self) -> None:
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and thing.__code__.co_filename in self._paths:
                self._functions[thing.__code__.co_filename].append(thing)
            elif isinstance(thing, functools._lru_cache_wrapper):
                self._caches.append(thing)
        # What is there before the fork is left out of all collections, and so stays shared.
        gc.freeze()

    def _chosen(self, change: Change) -> list[pytest.Item]:
        """The tests that reach a change: first those that notice others, then the fast ones.

        They reach its function where no test reaches its line, such as one inside an expression.
        """
        order = sorted(
            self._tests[change.path, change.line] or self._tests[change.path, change.function],
            key=lambda item: (-self._noticed[item.nodeid], self._seconds[item.nodeid]),
        )
        left, chosen = BUDGET, []
        for item in order:
            if self._seconds[item.nodeid] <= left:
                left -= self._seconds[item.nodeid]
                chosen.append(item)
        return chosen

    def _fork(self, change: Change, tests: list[pytest.Item], folder: str) -> int:
        if pid := os.fork():
            return pid
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        factory = tests[0].config._tmp_path_factory  # type: ignore[attr-defined]
        factory._basetemp = Path(folder, str(os.getpid()))
        factory._basetemp.mkdir()
        self._apply(change)
        # The parent learns which test it was: it is likely to notice the next change too.
        os._exit(
            next((min(place, 255) for place, test in enumerate(tests, 1) if self._fails(test)), 0)
        )

    def _fails(self, test: pytest.Item) -> bool:
        """Does a test fail? A signal ends the process where it takes far longer than it did."""
        seconds = int(time.process_time() + 3 + 5 * self._seconds[test.nodeid])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        signal.alarm(60 + 10 * seconds)
        return _fails(test)

    def _apply(self, change: Change) -> None:
        """Give the functions of a module the code that they have after a change."""
        module = self._modules[change.path]
        change.put(change.after)
        changed = compile(module.tree, module.file, "exec")
        for function in self._functions[module.file]:
            if code := _code_of(_place(function.__code__), changed):
                function.__code__ = code
        for cache in self._caches:
            cache.cache_clear()

    def _wait(self, running: dict[int, tuple[Change, list[pytest.Item]]], folder: str) -> None:
        pid, status = os.wait()
        if pid not in running:
            return
        change, tests = running.pop(pid)
        shutil.rmtree(os.path.join(folder, str(pid)), ignore_errors=True)
        if code := os.WEXITSTATUS(status):
            self._noticed[tests[code - 1].nodeid] += 1
        timed_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) in _TIMEOUT
        self.results[change] = "timeout" if timed_out else "killed" if status else "survived"
        print(f"\r{len(self.results)} of {len(self._changes)}", end="", file=sys.__stderr__)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def _code_of(place: tuple[str, int], code: CodeType) -> CodeType | None:
    """The code of the function that a module's code defines at a place."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if _place(inner) == place:
                return inner
            if found := _code_of(place, inner):
                return found
    return None


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
