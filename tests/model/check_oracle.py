"""Counts the recorded runs, calls, retries and profiles of OpenHands that we equal.

`python -m tests.model.check_oracle`, which is `make check-oracle`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator

from llm_tui.model.dialects.openhands.release import order
from tests.model.oracle import (
    data,
    differences,
    recorded_releases,
    runs,
    special_differences,
    start_differences,
)
from tests.model.oracle_calls import (
    PROFILES,
    REQUESTS,
    RETRIES,
    profile_differences,
    request_differences,
    retry_differences,
)

KINDS = ("loader", "starts", "-l", "requests", "retries", "profiles")
Result = tuple[str, str, str, bool]
"""Release, kind, case, and whether it is equal."""


def results() -> Iterator[Result]:
    """All comparisons."""
    for version in recorded_releases():
        for run in runs(version):
            yield version, "loader", run["case"], not differences(version, run)
    for index, run in enumerate(data("starts")):
        yield run["release"], "starts", f"start {index}", not start_differences(run)
    for run in data("lookups"):
        yield run["release"], "-l", "lookups", not special_differences(run)
    for version, row in REQUESTS:
        yield version, "requests", row["section"], not list(request_differences(version, row))
    for version, row in RETRIES:
        yield version, "retries", row["error"], not list(retry_differences(version, row))
    for name in PROFILES:
        release = data("profiles")["release"]
        yield release, "profiles", name, not list(profile_differences(name))


def main() -> int:
    """Print the counts; exit status 1 if one differs."""
    table: defaultdict[str, defaultdict[str, list[tuple[str, bool]]]]
    table = defaultdict(lambda: defaultdict(list))
    for version, kind, case, equal in results():
        table[version][kind].append((case, equal))
        table["all"][kind].append((case, equal))
    releases = sorted(table.keys() - {"all"}, key=order)
    print("equal of", *(f"{kind:>13}" for kind in KINDS))
    for version in (*releases, "all"):
        cells = [_cell(table[version][kind]) for kind in KINDS]
        wrong = {case for kind in KINDS for case, equal in table[version][kind] if not equal}
        print(f"{version:8}", *(f"{cell:>13}" for cell in cells), *sorted(wrong))
    return int(any(not equal for cases in table["all"].values() for _, equal in cases))


def _cell(cases: list[tuple[str, bool]]) -> str:
    return f"{sum(equal for _, equal in cases)} of {len(cases)}" if cases else ""


if __name__ == "__main__":
    sys.exit(main())
