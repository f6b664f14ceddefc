"""Writes the tables of the names that each release's litellm finds a provider for, and of prices.

    python -m tests.litellm_names FOLDER PYTHON

FOLDER holds one folder for each version, made by `pip install --no-deps --target FOLDER/VERSION
litellm==VERSION`; PYTHON is an interpreter with what litellm needs. Each version is asked itself.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from llm_tui.model.catalogue.litellm_data import registry_path
from llm_tui.model.probe.child_environment import FORCED
from tests import litellm_prices

TABLE = Path(__file__).parents[1] / "model" / "catalogue" / "litellm_names.json"
MODELS = "litellm/model_prices_and_context_window_backup.json"

ASK = """
import json, sys
import litellm
litellm.suppress_debug_info = True
names, found = json.load(sys.stdin), {}
for name in names:
    try:
        found[name] = litellm.get_llm_provider(name)[1]
    except Exception:
        pass
providers = [str(getattr(provider, "value", provider)) for provider in litellm.provider_list]
print(json.dumps([providers, found]))
"""


def main(folder: Path, python: str) -> None:
    """Ask every version in the folder, and write the table."""
    versions = sorted((path.name for path in folder.iterdir()), key=_order)
    names = sorted(_candidates(folder / version / MODELS for version in versions))
    providers: defaultdict[str, list[int]] = defaultdict(list)
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, version in enumerate(versions):
        known, placed = _asked(folder / version, python, names)
        for provider in known:
            providers[provider].append(index)
        for name, provider in placed.items():
            found[provider, name].append(index)
    TABLE.write_text(_written(versions, providers, found), encoding="utf-8")
    litellm_prices.write(folder / version / MODELS for version in versions)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _candidates(paths: Iterable[Path]) -> set[str]:
    """The names in all tables, ours too, that have no provider before a slash."""
    names: set[str] = set()
    for path in [*paths, Path(registry_path() or "")]:
        for name, entry in json.loads(path.read_text(encoding="utf-8")).items():
            if entry.get("mode") in {"chat", "completion", "responses"}:
                names.add(name)
                provider = str(entry.get("litellm_provider", ""))
                names.add(name.removeprefix(f"{provider}/"))
    return names


def _asked(package: Path, python: str, names: list[str]) -> Any:
    done = subprocess.run(
        [python, "-c", ASK],
        input=json.dumps(names),
        env={**os.environ, **FORCED, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _written(
    versions: list[str], providers: dict[str, list[int]], found: dict[tuple[str, str], list[int]]
) -> str:
    """Names with the same provider and the same versions are on one line."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (provider, name), where in found.items():
        if name.partition("/")[0] not in providers:
            groups[provider, _spans(where)].append(name)
    lines = [
        json.dumps([provider, spans, " ".join(sorted(names))], ensure_ascii=False)
        for (provider, spans), names in sorted(groups.items())
    ]
    prefixes: defaultdict[str, list[str]] = defaultdict(list)
    for provider, where in providers.items():
        prefixes[_spans(where)].append(provider)
    heads = [json.dumps([spans, " ".join(sorted(row))]) for spans, row in sorted(prefixes.items())]
    return (
        f'{{"versions": {json.dumps(versions)},\n"providers": [\n'
        + ",\n".join(heads)
        + '\n],\n"names": [\n'
        + ",\n".join(lines)
        + "\n]}\n"
    )


def _spans(where: list[int]) -> str:
    """Indexes of versions as `0-3 7-9`."""
    spans = []
    for _, group in groupby(enumerate(where), lambda pair: pair[1] - pair[0]):
        run = [index for _, index in group]
        spans.append(f"{run[0]}-{run[-1]}")
    return " ".join(spans)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
