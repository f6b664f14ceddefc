"""The real system calls of the command `set` fail: strace lets them."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.torture.faults import ERRORS, name_of
from tests.torture.forked import Result
from tests.torture.room import Room
from tests.torture.saves import SCENARIOS, Scenario, loss_of, prepare
from tests.torture.tally import Tally

_NAMES = (
    "openat,read,pread64,pwrite64,write,close,fsync,newfstatat,fstat,rename,renameat2,link,unlink,"
    "flock,fcntl,ftruncate,fallocate,fchmod,fchown,getxattr,fsetxattr,setxattr,listxattr,"
    "fremovexattr,removexattr,lseek,getdents64,mkdir,statfs,readlink,access,faccessat2"
)
_COMMAND = ("-c", "from llm_tui.tui.main import start; start()")
_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


def skipped() -> str:
    """The reason why there are no cases, if so."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    command = ["strace", "-qq", "-e", "inject=getuid:error=EIO", "true"]
    return "strace can't trace here" * bool(
        subprocess.run(command, check=False, capture_output=True).returncode
    )


def plan() -> list[tuple[Scenario, int, str, int]]:
    """Each call of the command from where it reads the file on: scenario, value, name, number."""
    wanted = {"by the command set": 2, "by set, in place": 123456789}
    found = []
    for scenario in SCENARIOS:
        if (value := wanted.get(scenario.name)) is None:
            continue
        with Room() as (config, output):
            prepare(scenario, config)
            trace = output.with_name("trace")
            _traced(["-o", str(trace), "-e", f"trace={_NAMES}"], config, value, output)
            counts: Counter[str] = Counter()
            begun = False
            for line in trace.read_text(errors="replace").splitlines():
                if (call := _CALL.match(line)) is None:
                    continue
                counts[call[1]] += 1
                begun = begun or str(config) in line
                if begun:
                    found.append((scenario, value, call[1], counts[call[1]]))
    return found


def try_out(case: tuple[Scenario, int, str, int], chance: random.Random, tally: Tally) -> None:
    """Let one call fail, or all from it on, or be the last one."""
    scenario, value, name, number = case
    error = f"error={name_of(chance.choice(ERRORS))}"
    what = "signal=SIGKILL" if chance.random() < 0.2 else error
    when = f"{number}{'+' * (chance.random() < 0.5)}"
    with Room() as (config, output):
        prepare(scenario, config)
        inject = ["-o", os.devnull, "-e", "trace=none", "-e", f"inject={name}:{what}:when={when}"]
        status = _traced(inject, config, value, output)
        text = output.read_text(errors="replace")
        loss = loss_of(scenario, config, _said(status, text), "")
        if not loss and "Traceback" in text and "saved" in text:
            loss = text
    tally.count(f"{scenario.name}, {name} {what} {when}", loss and f"{loss}\n{text}")


def _said(status: int, text: str) -> Result | None:
    if status < 0 or status == 128 + 9:
        return None
    return {"said": "saved" if status == 0 or "was saved" in text else f"not saved: {text}"}


def _traced(options: list[str], config: Path, value: int, output: Path) -> int:
    command = ["strace", "-f", "--seccomp-bpf", "-qq", *options, sys.executable, *_COMMAND]
    words = ["set", "-f", str(config), "s0", f"seed={value}"]
    with output.open("wb") as file:
        result = subprocess.run(
            [*command, *words], check=False, stdout=file, stderr=file, timeout=600
        )
    return result.returncode
