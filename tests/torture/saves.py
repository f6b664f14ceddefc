"""Every system call of a save fails, or is the last one: the file is old or new, and said to be."""

import asyncio
import contextlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from llm_tui.model.edit import SetValue
from llm_tui.model.errors import FileError
from llm_tui.model.store import file_lock, interrupted, saving
from llm_tui.model.store.file_lock import FileLock
from llm_tui.model.store.reserve import reserve
from llm_tui.tui.actions import file_actions
from llm_tui.tui.main import main
from llm_tui.tui.main_screen import MainScreen
from tests.torture.faults import ERRORS, Calls, Fault
from tests.torture.forked import Result, alone, silenced
from tests.torture.room import Room
from tests.torture.tally import Tally
from tests.tui.driver import started

OLD = (
    b"".join(b'[llm.s%d]\nmodel = "m"\nseed = 100000\n\n' % number for number in range(3))
    + b"# " * 500
)
NEW = OLD.replace(b"seed = 100000\n\n[llm.s1]", b"seed = 2\n\n[llm.s1]", 1)
LONGER = OLD.replace(b"seed = 100000\n\n[llm.s1]", b"seed = 123456789\n\n[llm.s1]", 1)


Begin = Callable[[], None]
"""Lets the faults begin."""


@dataclass(frozen=True)
class Scenario:
    """A way to save a file."""

    name: str
    act: Callable[[str, Begin], None]
    """Saves the file at a path, in a child, once it has called `Begin`. Raises FileError."""
    new: bytes = NEW
    is_new_file: bool = False
    has_hard_link: bool = False
    left: bytes | None = None
    """What an earlier save, that was cut off while it wrote `new`, has left."""
    is_quick: bool = True
    """Is it one of those that are tried in the tests, too?"""


def _save(new: bytes, old: bytes | None = OLD) -> Callable[[str, Begin], None]:
    def run(path: str, begin: Begin) -> None:
        begin()
        saving.save(path, new, old, wait=0)

    return run


def _command(value: int) -> Callable[[str, Begin], None]:
    def run(path: str, begin: Begin) -> None:
        begin()
        if status := main(["set", "-f", path, "s0", f"seed={value}"]):
            raise FileError(f"status {status}")

    return run


def _screen(path: str, begin: Begin) -> None:
    async def use() -> tuple[bool, str]:
        async with started(Path(path)) as user:
            assert isinstance(user.app.screen, MainScreen)
            host = user.app.screen.host
            edit = SetValue(("llm", "s0"), "seed", 2)
            host.update(replace(host.state, history=host.state.history.apply(edit)))
            begin()
            is_saved = await file_actions.FileActions(host).save()
            said = user.notices()
            # A fault that lasts is met again by what follows the save, and said in its place.
            await user.settle()
            return is_saved, said

    is_saved, said = asyncio.run(use())
    if is_saved != ("Saved" in said):
        raise AssertionError(f"{is_saved}: {said}")
    if not is_saved:
        raise FileError(said)


def _clean_up(path: str, begin: Begin) -> None:
    begin()
    interrupted.clean_up(path)
    raise FileError("was not saved")


BIG = LONGER + b"# more\n" * 3000
"""Longer than the old text by some pages of a disk."""

SCENARIOS = (
    Scenario("replaced, with a longer one", _save(BIG), BIG, is_quick=False),
    Scenario("written in place, much longer", _save(BIG), BIG, has_hard_link=True, is_quick=False),
    Scenario("replaced", _save(NEW)),
    Scenario("made", _save(NEW, None), is_new_file=True),
    Scenario("written in place, shorter", _save(NEW), has_hard_link=True),
    Scenario("written in place, longer", _save(LONGER), LONGER, has_hard_link=True),
    Scenario("by the command set", _command(2), is_quick=False),
    Scenario("from the screen", _screen, is_quick=False),
    Scenario("by set, in place", _command(123456789), LONGER, has_hard_link=True, is_quick=False),
    Scenario(
        "restored", _clean_up, LONGER, has_hard_link=True, left=LONGER[:100] + OLD[100:] + b"\0\0\0"
    ),
)


def warm_up() -> None:
    """Import all that a command needs, so that no child has to."""
    for scenario in SCENARIOS:
        with Room() as (config, _):
            prepare(scenario, config)
            printed = io.StringIO()
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
                contextlib.suppress(FileError),
            ):
                scenario.act(str(config), lambda: None)


def cases(scenario: Scenario, errors: tuple[int, ...] = ERRORS) -> Iterator[Fault]:
    """Every fault of a scenario: at each of its calls a kill, and each error once and for good."""
    with Room() as (config, output):
        prepare(scenario, config)
        names = (run(scenario, config, output, None) or {})["calls"]
    for number, name in enumerate(names):
        kill = Fault(number)
        faults = [kill, *(Fault(number, error) for error in errors)]
        faults += [replace(fault, persistent=True) for fault in faults[1:]]
        yield from faults
        if name == "pwrite":
            yield from (replace(fault, half=True) for fault in faults)


def try_out(scenario: Scenario, fault: Fault, tally: Tally) -> None:
    """Let a fault happen, and count what came of it."""
    with Room() as (config, output):
        prepare(scenario, config)
        result = run(scenario, config, output, fault)
        loss = loss_of(scenario, config, result, output.read_text())
    tally.count(f"{scenario.name}, {fault}", loss)


def prepare(scenario: Scenario, config: Path) -> None:
    if scenario.is_new_file:
        return
    config.write_bytes(OLD)
    config.chmod(0o640)
    if scenario.has_hard_link:
        os.link(config, config.with_name("other.toml"))
    if scenario.left is not None:
        with FileLock(str(config)):
            reserve(str(config)).keep(OLD, scenario.new)
        config.write_bytes(scenario.left)


def run(scenario: Scenario, config: Path, output: Path, fault: Fault | None) -> Result | None:
    def child() -> Result:
        silenced(output)
        # A fault that lasts is waited for in vain.
        file_lock.WAIT = 0.3
        calls = Calls(fault)
        said = "saved"
        try:
            scenario.act(str(config), calls.install)
        except FileError as error:
            said = f"not saved: {error}"
        return {"said": said, "calls": calls.names}

    return alone(child)


def loss_of(scenario: Scenario, config: Path, result: Result | None, output: str) -> str | None:
    """What was lost, or said that is not so; None if all is well."""
    if result and "traceback" in result:
        return f"a traceback: {result['traceback']}"
    if "Traceback" in output:
        return f"a traceback: {output}"
    said = result["said"] if result else "killed"
    if wider := _wider(config.parent):
        return f"{wider} can be read by more users than the file"
    before = config.read_bytes() if config.exists() else None
    with contextlib.suppress(FileError):
        interrupted.clean_up(str(config))
    after = config.read_bytes() if config.exists() else None
    old = None if scenario.is_new_file else OLD
    allowed = {"killed": (old, scenario.new), "saved": (scenario.new,)}.get(said, (old,))
    if after not in allowed:
        return f"{said!r}, and the file is {_described(scenario, after)}"
    if (
        before != after
        and scenario.left is None
        and said != "killed"
        and "is damaged" not in said + output
    ):
        return f"{said!r}, and the file was {_described(scenario, before)} until the next start"
    if after is not None and stat.S_IMODE(config.stat().st_mode) & 0o037 & ~0o040:
        return "others can read the file"
    if scenario.has_hard_link and config.stat().st_nlink != 2:
        return "the hard link was broken off"
    extra = set(os.listdir(config.parent)) - {"config.toml", "other.toml"}
    return f"left behind: {', '.join(extra)}" if extra else None


def _wider(folder: Path) -> str | None:
    """A file in a folder that users can read who can't read the config."""
    for path in folder.iterdir():
        if path.stat().st_mode & 0o037:
            return path.name
    return None


def _described(scenario: Scenario, text: bytes | None) -> str:
    names = {None: "gone", OLD: "the old one", scenario.new: "the new one"}
    return names.get(text, f"{len(text or b'')} bytes of neither")
