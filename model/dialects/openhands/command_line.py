"""Starting OpenHands on a section by its command line, with the file as it is."""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.calls import OneRun
from llm_tui.model.dialects.loaded import Loaded
from llm_tui.model.dialects.openhands.environment import PREFIX
from llm_tui.model.dialects.openhands.lookup import lookup
from llm_tui.model.dialects.openhands.references import default_agent, in_use, references
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header


def one_run(
    section: Path,
    path: str | None,
    tables: Mapping[str, Any],
    loaded: Loaded,
    release: Release,
    environment: Mapping[str, str],
) -> OneRun:
    """The option `-l NAME`, and its limits."""
    program = release.rules.program
    if section == BASE:
        return OneRun((), refusal=f"{program} uses [llm] when no section is asked for")
    name = section_name(section)
    found = lookup(name, loaded, (tables,), release)
    if found.reason:
        return OneRun((), refusal=found.reason)
    options: tuple[str, ...] = ("-l", name)
    warnings = []
    if not found.inherits:
        lacks = "does not inherit [llm], and is looked for in ./config.toml only"
        title = f"{program} {release.version}"
        warnings.append(f"In {title} a section named by -l {lacks}")
    elif path is not None:
        options = ("--config-file", path, *options)
    agent = default_agent(tables, release, environment)
    found_references = references(tables, loaded.configs, release, environment)
    own = in_use(tables, found_references, release, environment)
    if agent and own not in (BASE, section):
        keeps = f"{agent} refers to {write_header(own)} and keeps it"
        warnings.append(f"-l takes the place of [llm] only: {keeps}")
    layers = (layer for layer in loaded.configs[BASE] if layer.origin is Origin.ENVIRONMENT)
    if variables := [PREFIX + key.upper() for layer in layers for key in layer.values]:
        warnings.append(f"{', '.join(variables)} in the environment has no effect with -l")
    return OneRun(options, tuple(warnings))
