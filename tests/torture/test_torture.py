"""A short form of `make torture`: enough of each kind to notice when it breaks."""

import errno
import random

import pytest

from tests.torture import disks, interleavings, saves
from tests.torture.faults import Fault
from tests.torture.saves import SCENARIOS, Scenario
from tests.torture.tally import Tally, report

BESIDE, IN_PLACE = "replaced, with a longer one", "written in place, much longer"
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning")


def sampled(scenario: Scenario, chance: random.Random, count: int) -> list[Fault]:
    """Each call killed, and some of the errors."""
    faults = list(saves.cases(scenario, ERRORS))
    others = [fault for fault in faults if fault.error is not None]
    killed = [fault for fault in faults if fault.error is None]
    return [*killed, *chance.sample(others, min(count, len(others)))]


@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if s.is_quick], ids=lambda s: s.name)
def test_whichever_call_of_a_save_fails_the_file_is_old_or_new_as_it_says(
    scenario: Scenario,
) -> None:
    tally, chance = Tally(scenario.name), random.Random(scenario.name)

    for fault in sampled(scenario, chance, 15):
        saves.try_out(scenario, fault, tally)

    assert tally.cases > 20
    assert not tally.losses, report([tally])


def test_writers_at_the_same_time_lose_nothing_without_a_word() -> None:
    saves.warm_up()
    tally, chance = Tally("writers"), random.Random(1)

    for _ in range(15):
        interleavings.try_out(chance, tally)

    assert not tally.losses, report([tally])


def test_a_full_disk_leaves_the_old_text() -> None:
    if reason := disks.skipped():
        pytest.skip(reason)
    tally = Tally("disks")

    for case in disks.cases():
        if (
            case[1].name in {"replaced, with a longer one", "written in place, much longer"}
            and case[3]
        ):
            disks.try_out(*case, tally)

    assert not tally.losses, report([tally])
