"""What OpenHands' own loader makes of made-up files: recorded runs of ten releases and more.

`python -m tests.model.oracle` prints how many runs of each release are equal.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands.release import releases
from llm_tui.model.keys import BASE
from llm_tui.model.resolve import Resolution
from llm_tui.model.section import Status

DATA = Path(__file__).parent.parent / "data" / "oracle.json"


@cache
def data() -> Any:
    return json.loads(DATA.read_text(encoding="utf-8"))


def runs(release: str) -> list[Any]:
    """The recorded runs of a release."""
    return [run for run in data()["runs"] if release in run["releases"]]


def recorded_releases() -> list[str]:
    """The releases that were run, oldest first."""
    found = {release for run in data()["runs"] for release in run["releases"]}
    return sorted(found, key=lambda release: list(map(int, release.split("."))))


def case_bytes(name: str) -> bytes:
    text = data()["cases"][name]
    return text.encode() if isinstance(text, str) else text["latin-1"].encode("latin-1")


def differences(release: str, run: Any) -> list[str]:
    """Where we differ from a recorded run, in words."""
    environment = data()["environments"][run["environment"]]
    openhands = dialect("openhands", release)
    found = Resolution(Document(case_bytes(run["case"])), openhands, environment, "<CWD>")
    stops = bool(found.loaded.stops or (found.read.error and found.read.error.crash))
    if stops != run.get("stops", False):
        return [f"stops: {stops}"]
    return [] if stops else list(_differences(found, run, release))


def _differences(found: Resolution, run: Any, release: str) -> Iterator[str]:
    unread = found.read.error is not None
    if unread != run.get("unread", False):
        yield f"unread: {unread}"
    sections = {section.name: section for section in reversed(found.sections)}
    if not unread:
        dropped = [s.name for s in found.sections if s.status is Status.DROPPED]
        if sorted(dropped) != run.get("dropped", []):
            yield f"dropped: {dropped}"
        if (found.status(BASE) is Status.FALLBACK) != run.get("fell_back", False):
            yield f"fell back: {found.status(BASE)}"
    for name, changed in run["configs"].items():
        expected = {**data()["defaults"][release], **changed}
        if name not in sections:
            yield f"no section {name}"
            continue
        settings = found.settings(sections[name].path)
        values = {setting.key: setting.value for setting in settings if setting.known}
        if comparable(values) != comparable(expected):
            different = [
                key
                for key in values.keys() | expected.keys()
                if comparable(values.get(key, "?")) != comparable(expected.get(key, "?"))
            ]
            yield f"{name}: {[(key, values.get(key), expected.get(key)) for key in different]}"
    targets = {reference.user: reference.target[-1] for reference in found.references}
    for agent, section in run.get("agents", {}).items():
        user = agent if agent == "agent" else f"agent.{agent}"
        if targets.get(user) != section:
            yield f"{user}: {targets.get(user)}, not {section}"


def comparable(value: Any) -> Any:
    """Nan equals nan here; a folder is relative to where the recorded run was started."""
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    if isinstance(value, dict):
        return {key: comparable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(inner) for inner in value]
    if isinstance(value, str):
        return value.replace(str(Path.cwd()) + "/", "")
    return value


def main() -> int:
    """Print the counts; exit status 1 if a run differs."""
    counts: Counter[bool] = Counter()
    for release in (r for r in recorded_releases() if r in releases()):
        wrong = [run["case"] for run in runs(release) if differences(release, run)]
        total = len(runs(release))
        counts[not wrong] += 1
        print(f"{release:8} {total - len(wrong):4} of {total:4} equal", *sorted(set(wrong)))
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
