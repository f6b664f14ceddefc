"""The explanation of one value: that of each layer, the one that wins, and the one sent."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.coercion import is_table
from llm_tui.model.dialects.field import Field, Role
from llm_tui.model.dialects.loaded import Layer
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.effective.setting import Setting
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.model.toml.values import MISSING, same, value_at


class Step(NamedTuple):
    """The value of one layer for a key."""

    origin: Origin
    source: Path
    """The section that it is written in; empty for defaults and variables."""
    line: int | None
    written: Any
    """As it is in the file or the variable, or MISSING."""
    value: Any
    """The value that the program reads, or MISSING where it reads none."""
    reason: str | None
    """Why it is not used, if so."""

    @property
    def coerced(self) -> bool:
        """Is the value another one than is written?"""
        known = self.written is not MISSING and self.value is not MISSING
        return known and not same(self.written, self.value)


class Sent(NamedTuple):
    """The arguments that a value becomes when a model is asked."""

    arguments: Mapping[str, Any]
    """The arguments of `litellm.completion` that it makes. None is given as None."""
    replaced: tuple[str, ...]
    """Those of them that extra arguments of the section override."""
    absent: str | None
    """Why it is not among the arguments, if the program leaves it out for this model."""
    wire: tuple[tuple[str, Any], ...] | None
    """Where it is in the HTTP request; None for a provider whose form is not known here."""


class Explanation(NamedTuple):
    """The origin of a setting, and where its value goes."""

    setting: Setting
    steps: tuple[Step, ...]
    """The lowest layer first, also those that say nothing or are not used."""
    winner: Step | None
    sent: Sent | None
    """None for a key that the program does not know."""


def explain(view: Resolution, section: Path, setting: Setting, request: Request) -> Explanation:
    """The explanation of a setting of a section.

    request: the call that the program makes for this section.
    """
    field = view.dialect.fields.get(setting.key)
    if field is None:
        reason = setting.fault or f"{view.dialect.title} has no such key"
        written = setting.written.value if setting.written else MISSING
        step = Step(Origin.SECTION, section, setting.line, written, MISSING, reason)
        return Explanation(setting, (step,), None, None)
    taken = list(_taken(view, section, setting))
    winner = taken[-1]
    idle = _idle(view, section, setting, {step.source for step in taken})
    # The base is below the section that replaces it.
    steps = sorted([*taken, *idle], key=lambda step: (step.origin, len(step.source)))
    return Explanation(setting, tuple(steps), winner, _sent(view, section, field, request))


def _taken(view: Resolution, section: Path, setting: Setting) -> Iterator[Step]:
    """The layers that have a value, the winner last."""
    stack = [layer for layer in view.layers(section) if setting.key in layer.values]
    values = [*(below.value for below in reversed(setting.overridden)), setting.value]
    for layer, value in zip(stack, values, strict=True):
        path = (*layer.source, setting.key)
        line = view.document.place_of(path) if layer.source else None
        yield Step(layer.origin, layer.source, line, _written(view, layer, path), value, None)


def _written(view: Resolution, layer: Layer, path: Path) -> Any:
    if layer.origin is Origin.ENVIRONMENT:
        return view.environment.get(view.dialect.variable(str(path[-1])) or "", MISSING)
    if layer.source:
        return value_at({"llm": view.written}, path)
    return MISSING


def _idle(view: Resolution, section: Path, setting: Setting, sources: set[Path]) -> Iterator[Step]:
    """The layers that say nothing, or are not used."""
    for path in dict.fromkeys((BASE, section)):
        if path in sources:
            continue
        origin = Origin.SECTION if path == section else Origin.BASE
        written = value_at({"llm": view.written}, (*path, setting.key))
        if path == BASE and isinstance(written, dict):
            written = MISSING
        line = view.document.place_of((*path, setting.key))
        reason = None if written is MISSING else _unused(view, path, setting.key)
        yield Step(origin, path, line, written, MISSING, reason)
    name = view.dialect.variable(setting.key)
    if name is None or setting.origin is Origin.ENVIRONMENT:
        return
    written = view.environment.get(name, MISSING)
    reason = None
    if written is not MISSING:
        faults = {fault.variable: fault.reason for fault in view.loaded.environment_faults}
        is_named = section != BASE and view.status(section) is not Status.DROPPED
        empty = "it is empty, which counts as not set"
        reason = "named sections never see it" if is_named else faults.get(name, empty)
    yield Step(Origin.ENVIRONMENT, (), None, written, MISSING, reason)


def _unused(view: Resolution, path: Path, key: str) -> str:
    """Why the program does not use the value of a key of a section."""
    if view.read.error:
        return f"{view.dialect.program} can't read the file"
    faults = {fault.key: fault.reason for fault in view.loaded.faults.get(path, ())}
    if key in faults:
        return faults[key]
    causes = " and ".join(faults)
    header = write_header(path)
    if causes:
        return f"all of {header} is ignored because of {causes}"
    return f"{header} is not read"


def _sent(view: Resolution, section: Path, field: Field, request: Request) -> Sent:
    extra = view.effective(section, view.dialect.key(Role.EXTRA_ARGUMENTS))
    # A variable can make it anything.
    extra = extra if is_table(extra) else {}
    is_extra = field.role is Role.EXTRA_ARGUMENTS
    names = tuple(extra) if is_extra else _argument_names(field)
    arguments = {name: request.arguments[name] for name in names if name in request.arguments}
    replaced = tuple(name for name in arguments if name in extra)
    if is_extra:
        replaced = ()
    places = _wire_places(request, field.role, arguments)
    return Sent(arguments, replaced, request.absent.get(field.name), places)


def _argument_names(field: Field) -> tuple[str, ...]:
    """The arguments of `litellm.completion` that a field may become."""
    if field.role is Role.OUTPUT_LIMIT:
        return ("max_completion_tokens", "max_tokens")
    return (field.role.value if field.role else field.name,)


def _wire_places(
    request: Request, role: Role | None, arguments: Mapping[str, Any]
) -> tuple[tuple[str, Any], ...] | None:
    """The parts of the HTTP request that some arguments make: found by leaving them out."""
    full = wire_request(request.arguments, "", stream=False)
    if full is None:
        return None
    address = ("address", full.url)
    if role is Role.MODEL:
        return (*((name, full.body[name]) for name in ("model",) if name in full.body), address)
    without = {**request.arguments, **dict.fromkeys(arguments)}
    bare = wire_request(without, "", stream=False)
    if bare is None or bare.url != full.url or role is Role.BASE_URL:
        return (address,)
    before = dict(_leaves(bare.body))
    return tuple(leaf for leaf in _leaves(full.body) if before.get(leaf[0], MISSING) != leaf[1])


def _leaves(body: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in nested tables, by its dotted name."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value
