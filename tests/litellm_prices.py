"""Writes the table of prices of the models that ours no longer lists, but a release's litellm does.

It is part of `python -m tests.litellm_names`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from llm_tui.model.catalogue.litellm_data import registry_path

TABLE = Path(__file__).parents[1] / "model" / "catalogue" / "litellm_prices.json"
MODES = {"chat", "completion", "responses"}
_KEYS = (
    "litellm_provider",
    "input_cost_per_token",
    "output_cost_per_token",
    "cache_read_input_token_cost",
    "cache_creation_input_token_cost",
)
"""The columns of the table."""


def write(tables: Iterable[Path]) -> None:
    """Write the prices of the newest of these tables that lists a model, the oldest table first."""
    ours = _entries(Path(registry_path() or ""))
    rows: dict[str, tuple[Any, ...]] = {}
    for path in tables:
        for name, entry in _entries(path).items():
            row = tuple(entry.get(key) for key in _KEYS)
            if entry.get("mode") in MODES and None not in row[:3] and name not in ours:
                rows[name] = row
    names: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
    for name, row in rows.items():
        names[row].append(name)
    lines = sorted(
        json.dumps([*row, " ".join(sorted(group))], ensure_ascii=False)
        for row, group in names.items()
    )
    TABLE.write_text(_written(lines), encoding="utf-8")


def _written(lines: Iterable[str]) -> str:
    rows = ",\n".join(lines)
    return f'{{"columns": {json.dumps(_KEYS)},\n"rows": [\n{rows}\n]}}\n'


def _entries(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
