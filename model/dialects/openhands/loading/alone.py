"""0.8.0 to 0.20.0: every section is read alone, and the first that fails ends the reading.

Source: `load_from_toml` in `opendevin/core/config.py` (0.8.0) and `openhands/core/config/utils.py`
(0.20.0), and `LLMConfig.from_dict` from 0.11.0 on: an unknown key is a TypeError, which ends the
loop over `[llm]`. `[llm.draft_editor]` is from 0.11.0 on also part of `[llm]` itself.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.loaded import Fault, Layer
from llm_tui.model.dialects.openhands.loading.coerced_values import as_written
from llm_tui.model.dialects.openhands.loading.configurations import (
    DEFAULT,
    Reading,
    named_tables,
    without_tables,
)
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import Path, write_header

DRAFT_EDITOR = "draft_editor"
Faults = dict[Path, tuple[Fault, ...]]


def read(content: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Read the base, then its sections, up to the first that fails."""
    plain = {**without_tables(content), **_draft_editor(content, reading.release)}
    culprit = _take(DEFAULT, plain, path, reading)
    for name, table in named_tables(content).items():
        here = (*path, name)
        if culprit is None:
            culprit = _take(name, table, here, reading)
        elif here not in reading.faults:
            reading.ignored_with[here] = culprit


def _take(name: str, values: Mapping[str, Any], path: Path, reading: Reading) -> Path | None:
    """Read one section. Gives where the fault is if it fails."""
    taken, faults = section_values(values, path, reading.release)
    if not faults:
        reading.configs[name] = reading.stack(Layer(Origin.SECTION, taken, path))
        return None
    reading.faults.update(faults)
    culprit = next(iter(faults))
    if path not in faults:
        reading.ignored_with[path] = culprit
    return culprit


def section_values(
    values: Mapping[str, Any], path: Path, release: Release
) -> tuple[dict[str, Any], Faults]:
    """The values of one section, and the faults in it and in the draft editor in it."""
    faults: Faults = {}
    own = dict(values) if release.rules.accepts_tables_as_values else without_tables(values)
    for key, value in _draft_editor(values, release).items():
        if not isinstance(value, dict):
            faults[path] = (Fault(key, "it must be a section", False),)
        elif wrong := as_written(value, release)[1]:
            faults[*path, key] = wrong
        own[key] = write_header((*path, key))
    taken, wrong = as_written(own, release)
    if wrong:
        faults[path] = (*faults.get(path, ()), *wrong)
    return taken, faults


def _draft_editor(values: Mapping[str, Any], release: Release) -> dict[str, Any]:
    """The part of a section that is a configuration of its own, where the release has that."""
    known = DRAFT_EDITOR in release.fields and DRAFT_EDITOR in values
    return {DRAFT_EDITOR: values[DRAFT_EDITOR]} if known else {}
