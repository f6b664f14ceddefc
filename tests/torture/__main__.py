"""`make torture MINUTES=n`: cases by chance for a while, and how many of them lost something."""

import argparse
import random
import signal
import sys
import time
from collections.abc import Callable

from tests.torture import (
    coverage_guided,
    disks,
    endings,
    fuzz,
    interleavings,
    orphans,
    saves,
    secrets_shown,
    syscalls,
)
from tests.torture.tally import Tally, report
from tests.tui import terminal

Part = Callable[[random.Random, float], Tally]
"""Counts cases until a time."""


def saves_that_fail(chance: random.Random, until: float) -> Tally:
    """Each call of each way to save, in an order by chance."""
    tally = Tally("a call of a save fails, or is the last")
    cases = [(scenario, fault) for scenario in saves.SCENARIOS for fault in saves.cases(scenario)]
    # The screen takes a hundred times as long as the others.
    chance.shuffle(cases)
    cases.sort(key=lambda case: case[0].name == "from the screen")
    for scenario, fault in cases:
        if time.monotonic() > until:
            break
        saves.try_out(scenario, fault, tally)
    return tally


def screens_that_fail(chance: random.Random, until: float) -> Tally:
    """Calls of a save from the screen, by chance."""
    tally = Tally("a call of a save from the screen fails")
    scenario = next(s for s in saves.SCENARIOS if s.name == "from the screen")
    cases = list(saves.cases(scenario))
    while time.monotonic() < until:
        saves.try_out(scenario, chance.choice(cases), tally)
    return tally


def system_calls(chance: random.Random, until: float) -> Tally:
    """System calls of the whole command, by chance."""
    tally = Tally("a system call of `set` fails (strace)", skipped=syscalls.skipped())
    plan = [] if tally.skipped else syscalls.plan()
    while plan and time.monotonic() < until:
        syscalls.try_out(chance.choice(plan), chance, tally)
    return tally


def full_disks(chance: random.Random, until: float) -> Tally:
    """All of them once; there are few."""
    tally = Tally("a full disk", skipped=disks.skipped())
    for case in () if tally.skipped else disks.cases():
        disks.try_out(*case, tally)
    return tally


def writers(chance: random.Random, until: float) -> Tally:
    """Writers by chance."""
    tally = Tally("two or three writers")
    while time.monotonic() < until:
        interleavings.try_out(chance, tally)
    return tally


def ends(chance: random.Random, until: float) -> Tally:
    """Endings by chance."""
    tally = Tally("a screen that ends while it saves")
    while time.monotonic() < until:
        endings.try_out(chance, tally)
    return tally


def ends_of_tests(chance: random.Random, until: float) -> Tally:
    """Endings by chance, while a test runs."""
    tally = Tally("a screen that ends while it tests")
    while time.monotonic() < until:
        orphans.try_out(chance, tally)
    tally.note = f"   processes went on for {tally.longest * 1000:.0f} ms at most"
    return tally


def secrets(chance: random.Random, until: float) -> Tally:
    """All places once; there are few."""
    tally = Tally("planted secrets")
    tally.note = f"   in {secrets_shown.try_out(tally)}"
    return tally


def hostile(kind: str) -> Part:
    """What anybody may hand to the program, of one kind."""
    return lambda chance, until: fuzz.run(kind, until, chance.getrandbits(32))


def guided(kind: str) -> Part:
    """The same, led by what the cases reach."""
    return lambda chance, until: coverage_guided.run(
        kind, until - time.monotonic(), chance.getrandbits(32)
    )


PARTS: dict[str, tuple[Part, float]] = {
    "disks": (full_disks, 0),
    "secrets": (secrets, 0),
    "saves": (saves_that_fail, 0.2),
    "screens": (screens_that_fail, 0.05),
    "calls": (system_calls, 0.1),
    "endings": (ends, 0.08),
    "tests": (ends_of_tests, 0.07),
    "writers": (writers, 0.25),
    **{kind: (hostile(kind), 0.15 / len(fuzz.KINDS)) for kind in fuzz.KINDS},
    **{f"{kind}-guided": (guided(kind), 0.1 / len(fuzz.KINDS)) for kind in fuzz.KINDS},
}
"""The parts by name, each with its share of the time that those without one leave."""


def main() -> int:
    """Run the parts; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    options = parser.parse_args()
    # So that what is mounted is unmounted.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # A background job ignores these, and so would the screens that are ended by them.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end = time.monotonic() + options.minutes * 60
    print(f"seed {options.seed}", flush=True)
    saves.warm_up()
    # Nothing here is about speed, and the machine may be busy.
    terminal.LIMIT = 300.0
    chance = random.Random(options.seed)
    chosen = options.parts or list(PARTS)
    left = sum(PARTS[name][1] for name in chosen) or 1
    tallies = []
    for name in chosen:
        part, share = PARTS[name]
        now = time.monotonic()
        tallies.append(part(chance, now + (end - now) * share / left))
        left -= share
        print(tallies[-1], flush=True)
    print(report(tallies))
    return int(any(tally.losses for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
