"""Programs that write to one file at the same time: no edit is lost without a word.

Each writer is a process, and reports the text that it started from and the one that it wrote. Of
ours, each must have replaced exactly the text that it started from: then nothing of what another
writer wrote is lost.
"""

import atexit
import itertools
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from llm_tui.model.edit import SetValue
from llm_tui.model.errors import FileBusyError, FileChangedError, FileError
from llm_tui.model.store import saving, storage
from llm_tui.model.store.history import History
from llm_tui.tui.main import main
from tests.torture.faults import CALLS
from tests.torture.forked import Result, silenced, together
from tests.torture.room import Room
from tests.torture.tally import Tally

SECTIONS = 4
BASE = "".join(f'[llm.s{n}]\nmodel = "m{n}"\nseed = 0\n\n' for n in range(SECTIONS))
COMMITTED = BASE.replace("m3", "committed")

Writer = Callable[[Path, int], Result]
"""Changes the section of a number; returns what it did."""


def command(config: Path, number: int) -> Result:
    """`llm-tui set`."""
    seen: list[saving.Update] = []
    update = saving.update

    def noted(*arguments: object, **options: object) -> saving.Update:
        seen.append(update(*arguments, **options))  # type: ignore[arg-type]
        return seen[-1]

    saving.update = noted
    status = main(["set", "-f", str(config), f"s{number}", f"seed={number + 1}"])
    if status:
        return {"status": status}
    return {"before": seen[-1].before.text, "after": seen[-1].after.text, "exact": True}


def screen(config: Path, number: int) -> Result:
    """A screen that was open for a while: its edits are made to what is in the file at last."""
    edit = SetValue(("llm", f"s{number}"), "seed", number + 1)
    history = History.of(storage.read(str(config))).apply(edit)
    deadline = time.monotonic() + 5
    while True:
        history = history.rebase(storage.read(str(config)), keep_conflicting=True)
        before = history.saved
        try:
            saving.save(str(config), history.document.data, before.data, wait=0)
        except (FileChangedError, FileBusyError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.001)
            continue
        return {"before": before.text, "after": history.document.text, "exact": True}


def changed(text: str, number: int) -> str:
    """The text as another program changes it."""
    head, name, rest = text.partition(f"[llm.s{number}]")
    if not rest:
        return f"{text}# {number}\n"
    return head + name + rest.replace("seed = 0", f"seed = {number + 1}", 1)


def in_place(config: Path, number: int) -> Result:
    """A program that opens the file, reads it, and writes into it, a part at a time."""
    with config.open("r+", encoding="utf-8") as file:
        before = file.read()
        after = changed(before, number)
        file.seek(0)
        half = random.randrange(len(after) + 1)
        file.write(after[:half])
        file.flush()
        pause()
        file.write(after[half:])
        file.truncate()
    return {"before": before, "after": after, "exact": True}


def renaming(config: Path, number: int) -> Result:
    """A program that reads the file, and renames a new one over it later, as sed -i does."""
    before = config.read_text(encoding="utf-8")
    pause()
    after = changed(before, number)
    new = config.with_name(f"sed{number}")
    new.write_text(after, encoding="utf-8")
    new.rename(config)
    return {"before": before, "after": after, "exact": False}


def git_checkout(config: Path, number: int) -> Result:
    """The version that was committed, in place of whatever there is."""
    command = ["git", "checkout", "--quiet", "HEAD", "--", config.name]
    status = subprocess.run(command, cwd=config.parent, check=False).returncode
    return {"status": status} if status else {"before": None, "after": COMMITTED, "exact": False}


OURS: tuple[Writer, ...] = (command, screen)
OTHERS: tuple[Writer, ...] = (in_place, renaming, git_checkout)


def pause() -> None:
    """Let other processes run for a random while, or not at all."""
    if random.random() < 0.5:
        time.sleep(random.random() * 0.003)


def try_out(chance: random.Random, tally: Tally) -> None:
    """Let two or three writers change a file at the same time, and count what came of it."""
    count = chance.choice((2, 2, 3))
    writers = [chance.choice(OURS), *chance.choices((*OURS, *OURS, *OTHERS), k=count - 1)]
    if shutil.which("git") is None:
        writers = [in_place if writer is git_checkout else writer for writer in writers]
    if writers.count(in_place) + (git_checkout in writers) > 1:
        # Without us, too, they write into one file at the same time: git makes it empty at first.
        writers = [renaming if writer is in_place else writer for writer in writers]
    seeds = [chance.random() for _ in writers]
    with Room() as (config, output):
        _prepare(config, with_git=git_checkout in writers)
        if chance.random() < 0.25:
            # Our programs then write in place, too.
            os.link(config, config.with_name("other.toml"))
        results = together(
            [
                _started(writer, config, number, seed, output.with_name(f"output{number}"))
                for number, (writer, seed) in enumerate(zip(writers, seeds, strict=True))
            ]
        )
        text = config.read_text(encoding="utf-8") if config.exists() else "gone"
        extra = [name for name in os.listdir(config.parent) if name.startswith(".llm-tui")]
    names = ", ".join(writer.__name__ for writer in writers)
    loss = _loss(results, text) or ("left behind: " + extra[0] if extra else None)
    tally.count(f"{names} {seeds}", loss)


def _prepare(config: Path, *, with_git: bool) -> None:
    if with_git:
        shutil.copytree(_repository(), config.parent, dirs_exist_ok=True)
    config.write_text(BASE, encoding="utf-8")


@cache
def _repository() -> str:
    """A folder in which a version of the file is committed."""
    folder = tempfile.mkdtemp(prefix="llm-tui-torture-")
    atexit.register(shutil.rmtree, folder)
    Path(folder, "config.toml").write_text(COMMITTED, encoding="utf-8")
    for words in (["init", "-q"], ["add", "config.toml"], ["commit", "-qm", "x"]):
        identity = ["-c", "user.name=x", "-c", "user.email=x@localhost"]
        subprocess.run(["git", *identity, *words], cwd=folder, check=True)
    return folder


def _started(
    writer: Writer, config: Path, number: int, seed: float, output: Path
) -> Callable[[], Result]:
    def run() -> Result:
        random.seed(seed)
        silenced(output)
        for module, names in CALLS:
            for name in names:
                if hasattr(module, name):
                    setattr(module, name, _slowed(getattr(module, name)))
        pause()
        # A file that git has just removed: our programs say so, others fail.
        expected = FileError if writer in OURS else FileNotFoundError
        try:
            return {"writer": writer.__name__, **writer(config, number)}
        except expected as error:
            return {"writer": writer.__name__, "status": str(error)}

    return run


def _slowed(call: Callable[..., object]) -> Callable[..., object]:
    """A system call before which other processes may run."""

    def slow(*arguments: object, **options: object) -> object:
        if random.random() < 0.05:
            pause()
        return call(*arguments, **options)

    return slow


def _loss(results: list[Result | None], text: str) -> str | None:
    """What was lost; None if there is an order of the writes in which nothing was."""
    for result in results:
        if result is None or "traceback" in result:
            return f"a writer ended in {result and result['traceback']}"
    writes = [result for result in results if result and "after" in result]
    if any(_is_a_history(order, text) for order in itertools.permutations(writes)):
        return None
    return f"{results}\n{text}"


def _is_a_history(order: tuple[Result, ...], text: str) -> bool:
    """Did each writer that looks before it writes replace the text that it started from?"""
    now = BASE
    for write in order:
        if write["exact"] and write["before"] != now:
            return False
        now = write["after"]
    return now == text
