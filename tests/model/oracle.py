"""What OpenHands' own loader makes of made-up files: recorded runs of fifteen releases and more."""

import json
import math
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands.loading.configurations import Stack, top
from llm_tui.model.dialects.openhands.lookup import lookup
from llm_tui.model.dialects.openhands.openhands import OpenHands
from llm_tui.model.dialects.openhands.release import Release, order, release
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.toml.keys import BASE, section_name

FOLDER = Path(__file__).parent.parent / "data"
HERE = "<CWD>"
"""Where the recorded runs were started."""


@cache
def data(name: str = "oracle") -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def runs(version: str) -> list[Any]:
    """The recorded runs of a release."""
    return [run for run in data()["runs"] if version in run["releases"]]


def recorded_releases() -> list[str]:
    """The releases that were run, oldest first."""
    return sorted({version for run in data()["runs"] for version in run["releases"]}, key=order)


def case_bytes(name: str) -> bytes:
    text = data()["cases"][name]
    return text.encode() if isinstance(text, str) else text["latin-1"].encode("latin-1")


def resolved(text: bytes, version: str, environment: Mapping[str, str]) -> Resolution:
    """What a release makes of a file."""
    return Resolution(Document(text), dialect("openhands", version), environment, HERE)


def rules(found: Resolution) -> Release:
    """The release that a file was resolved for."""
    assert isinstance(found.dialect, OpenHands)
    return found.dialect.rules


def differences(version: str, run: Any) -> list[str]:
    """Where we differ from a recorded run, in words."""
    environment = data()["environments"][run["environment"]]
    found = resolved(case_bytes(run["case"]), version, environment)
    stops = bool(found.loaded.stops or (found.read.error and found.read.error.crash))
    if stops != run.get("stops", False):
        return [f"stops: {stops}"]
    return [] if stops else list(_differences(found, run))


def _differences(found: Resolution, run: Any) -> Iterator[str]:
    unread = found.read.error is not None
    if unread != run.get("unread", False):
        yield f"unread: {unread}"
    if found.dialect.last_reader:
        # Nothing was recorded but that it went on without a word about [llm].
        if not unread and bool(found.loaded.unread) != isinstance(
            found.read.tables.get("llm"), dict
        ):
            yield f"ignored: {found.loaded.unread}"
        return
    ignored = run.get("ignored", bool(found.loaded.unread) and run["case"].startswith("random"))
    if bool(found.loaded.unread) != ignored:
        yield f"ignored: {found.loaded.unread}"
    if not unread and rules(found).rules.loading != "in place":
        # OpenDevin had no such sections: it kept them as values without meaning.
        yield from _statuses(found, run)
    for name, changed in run["configs"].items():
        path = BASE if name == "llm" else (*BASE, name)
        if path not in found.loaded.configs:
            yield f"no section {name}"
        else:
            yield from _values(name, found.loaded.configs[path], changed, found)
    yield from _references(found, run)
    for name, expected in run.get("cli", {}).items():
        yield from looked_up(name, expected, found, [found.read.tables])


def _statuses(found: Resolution, run: Any) -> Iterator[str]:
    # The records are by name, so that they can't show a [llm.llm] that is ignored.
    lost = (s.name for s in found.sections if s.status is Status.DROPPED)
    dropped = sorted(name for name in lost if name != BASE[0])
    if dropped != run.get("dropped", []):
        yield f"dropped: {dropped}"
    fell_back = found.status(BASE) is Status.FALLBACK
    expected = run.get("fell_back", False) or bool(found.loaded.unread and found.written)
    if fell_back and not expected:
        # The records show an [llm] with a fault of its own, not one ignored because of another.
        expected = not run["configs"]["llm"].keys() - {
            "api_key",
            "model",
            "num_retries",
            "temperature",
        }
    if fell_back != expected:
        yield f"fell back: {found.status(BASE)}"


def _references(found: Resolution, run: Any) -> Iterator[str]:
    targets = {reference.user: reference.target[-1] for reference in found.references}
    for agent, section in run.get("agents", {}).items():
        user = agent if agent == "agent" else f"agent.{agent}"
        if targets.get(user) != section:
            yield f"{user}: {targets.get(user)}, not {section}"
    if "condenser" in run and targets.get("condenser") != run["condenser"]:
        yield f"condenser: {targets.get('condenser')}, not {run['condenser']}"


def looked_up(
    name: str, expected: Any, found: Resolution, files: list[Mapping[str, Any]]
) -> Iterator[str]:
    """Where what `-l NAME` gives differs."""
    got = lookup(name, found.loaded, files, rules(found))
    if (expected == "error") != bool(got.reason):
        yield f"-l {name}: {got.reason}"
    elif expected != "error":
        yield from _values(f"-l {name}", got.layers, expected, found)


def _values(name: str, stack: Stack, changed: Any, found: Resolution) -> Iterator[str]:
    defaults = data()["defaults"].get(found.dialect.release) or {
        field.name: field.default for field in found.dialect.fields.values()
    }
    for key, default in defaults.items():
        value, expected = top(stack, key), changed.get(key, default)
        if key == "draft_editor" and isinstance(expected, dict):
            # The records hold it in full; here it is a section of its own.
            own = found.loaded.configs.get((*BASE, key))
            expected = {name: inner for name, inner in expected.items() if name != key}
            finished = {"embedding_base_url": None}
            value = {name: top(own, name) for name in expected} | finished if own else expected
        if key == "log_completions_folder" and isinstance(value, str):
            value = os.path.normpath(value)
        if comparable(value) != comparable(expected):
            yield f"{name}: {key} is {value!r}, not {expected!r}"


def comparable(value: Any) -> Any:
    """NaN equals NaN here; what is no JSON is written as in Python, folders relative to it."""
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    if isinstance(value, dict):
        return {key: comparable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(inner) for inner in value]
    if isinstance(value, str):
        return value.replace(f"{HERE}/", "")
    return value if isinstance(value, int | float | None) else repr(value)


def start_differences(run: Any) -> list[str]:
    """The same for a run of which only the start was recorded."""
    found = resolved(run["file"].encode(), run["release"], run.get("environment", {}))
    stops = bool(found.loaded.stops or (found.read.error and found.read.error.crash))
    if stops != run["stops"]:
        return [f"stops: {found.loaded.stops}"]
    if not stops and str(found.agent) != run["agent"]:
        return [f"agent: {found.agent}, not {run['agent']}"]
    return []


def special_differences(run: Any) -> list[str]:
    """The same for a run over two files."""
    environment, text = run["environment"], run["file"] or ""
    found = resolved(text.encode(), run["release"], environment)
    places = {"~/.openhands/config.toml": run.get("home")}
    places["--config-file"] = run["file"]
    places["./config.toml"] = None if run.get("by_option") else run["file"]
    texts = [places[place] for place in release(run["release"]).rules.lookup_files]
    files = [resolved(text.encode(), run["release"], {}).read.tables for text in texts if text]
    wrong: list[str] = []
    for name, changed in run["configs"].items():
        path = BASE if name == "llm" else (*BASE, name)
        wrong += _values(name, found.loaded.configs[path], changed, found)
    if set(run["configs"]) != {section_name(path) for path in found.loaded.configs}:
        wrong.append(f"sections: {sorted(map(section_name, found.loaded.configs))}")
    for name, expected in run["lookups"].items():
        wrong += looked_up(name, expected, found, files)
    return wrong
