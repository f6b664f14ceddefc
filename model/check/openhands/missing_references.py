"""Parts of the program that need a section and do not name one: the condenser and the router."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.check.fix_edits import set_value
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.openhands.references import LLM_CONFIG
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE
from llm_tui.model.toml.values import MISSING, value_at

ROUTER = "multimodal_router"
SECONDARY = "secondary_model"


def users(view: Resolution) -> Iterator[Problem]:
    """The sections and keys that the condenser and the router lack."""
    yield from _condenser(view)
    yield from _router(view)


def _condenser(view: Resolution) -> Iterator[Problem]:
    """Source: `condenser_config_from_toml_section`, which falls back to no condenser at all."""
    kind = value_at(view.read.tables, ("condenser", "type"))
    name = value_at(view.read.tables, ("condenser", LLM_CONFIG))
    fix = None
    if kind in ("llm", "llm_attention") and name is MISSING:
        message = f'the condenser of type "{kind}" needs llm_config'
        right = "condenser" if (*BASE, "condenser") in view.loaded.configs else "llm"
        label = f'write llm_config = "{right}" in [condenser]'
        fix = Fix(label, (set_value(("condenser",), LLM_CONFIG, right),), right)
    elif kind == "structured" and isinstance(name, str):
        message = f'the condenser of type "{kind}" does not look up the name in llm_config'
    else:
        return
    yield _problem(
        view,
        "condenser-without-model",
        ("condenser", "type"),
        message,
        f"{view.dialect.program} does not condense the history: a long task exceeds the context.",
        fix,
    )


def _router(view: Resolution) -> Iterator[Problem]:
    """Source: `MultimodalRouter`, which raises ValueError where it has no secondary model."""
    path = ("model_routing", "router_name")
    if value_at(view.read.tables, path) != ROUTER or "for_routing" not in view.dialect.fields:
        return
    secondary = (*BASE, SECONDARY)
    is_there = secondary in view.loaded.configs
    if is_there and view.effective(secondary, "for_routing"):
        return
    fix = None
    message = f"{ROUTER} needs a section [llm.{SECONDARY}]"
    if is_there:
        message += " with for_routing = true"
        label = f"write for_routing = true in [llm.{SECONDARY}]"
        fix = Fix(label, (set_value(secondary, "for_routing", True),), "for_routing = true")
    consequence = f"{view.dialect.program} stops when a task begins."
    yield _problem(view, "router-without-model", path, message, consequence, fix)


def _problem(
    view: Resolution, code: str, path: tuple[str, str], message: str, consequence: str, fix: Any
) -> Problem:
    line = view.document.line_of(path)
    section, key = path
    return Problem(code, Severity.ERROR, (section,), key, line, message, consequence, fix)
