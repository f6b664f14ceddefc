"""The explanation of a value, of a reference and of the environment, in lines to read."""

from collections.abc import Iterator

from llm_tui.model.check.phrases import loss
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.env_file import EnvFile
from llm_tui.model.effective.explanation import Explanation, Sent, Step
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use
from llm_tui.model.effective.variables import Variable, variables
from llm_tui.model.probe.plan import Plan
from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.secrets.redactor import Redactor
from llm_tui.model.toml.keys import write_header
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import (
    INVALID,
    NOTHING,
    SIGNS,
    literal,
    printable,
    shown,
    value_text,
)

PLACE = 25
"""How wide the column of places is."""


def explanation_lines(
    explanation: Explanation, plan: Plan, view: Resolution, env_file: EnvFile | None
) -> Iterator[Line]:
    """Where a value comes from, layer by layer, and what becomes of it."""
    setting = explanation.setting
    field = view.dialect.fields.get(setting.key)
    if view.status(plan.section).ignored:
        yield Line(printable(loss(view, plan.section)), "bad")
        yield Line("")
    if field is not None:
        yield Line(field.help)
        yield Line("")
    yield Line("Where it comes from, lowest layer first", "good")
    for step in explanation.steps:
        yield from _step_lines(step, explanation, view, env_file)
    yield Line("")
    yield Line("How it is used", "good")
    yield Line(f"  {_used(setting, view.dialect.program)}")
    if explanation.sent is not None and field is not None:
        yield from _sent_lines(explanation.sent, setting)
        usual = field.delivery_text(view.dialect.program)
        yield Line(f"  Normally: {usual[:1].lower()}{usual[1:]}", "quiet")
        if field.group == "Retries":
            yield Line(f"  With the other retry keys: {plan.retry_policy}.")


def _used(setting: Setting, program: str) -> str:
    if not setting.known:
        return f"{program} does not use it."
    if setting.value is None:
        return f"{program} has no value for it."
    return f"{program} uses {value_text(setting)}."


def _step_lines(
    step: Step, explanation: Explanation, view: Resolution, env_file: EnvFile | None
) -> Iterator[Line]:
    setting = explanation.setting
    wins = step is explanation.winner
    sign = INVALID if step.reason else SIGNS[step.origin]
    text = _written(step, setting)
    look = "good" if wins else "" if step.value is not MISSING else "quiet"
    place = _place(step, setting.key, view)
    yield Line(f"{sign} {place:{PLACE}} {text}{'  ◀ in effect' if wins else ''}", look)
    indent = " " * (PLACE + 3)
    where = _file_place(view.dialect.variable(setting.key), env_file)
    if step.origin is Origin.ENVIRONMENT and where:
        yield Line(f"{indent}set in {where}", "quiet")
    if step.reason:
        yield Line(f"{indent}not used: {step.reason}", "bad")


def _place(step: Step, key: str, view: Resolution) -> str:
    line = f" :{step.line}" if step.line else ""
    match step.origin:
        case Origin.DEFAULT:
            return f"{view.dialect.title}"
        case Origin.COMPUTED:
            return f"computed by {view.dialect.program}"
        case Origin.ENVIRONMENT:
            return f"${view.dialect.variable(key)}"
    computed = " computed" if step.value is not MISSING and step.written is MISSING else ""
    return f"{write_header(step.source)}{line}{computed}"


def _written(step: Step, setting: Setting) -> str:
    """The value as written, and as the program reads it where that is another one."""
    if step.value is MISSING:
        return "not set" if step.written is MISSING else _quoted(step.written, setting.secret)
    value = shown(step.value, setting.secret)
    return f"{_quoted(step.written, setting.secret)} → {value}" if step.coerced else value


def _quoted(value: object, secret: bool) -> str:
    """A value as it is in the file: text in quotes, so that "5" is not taken for 5."""
    text = shown(value, secret)
    if not isinstance(value, str) or not value:
        return text
    # A variable is any text: a table with a key in it, or a key where none belongs.
    return f'"{Redactor(()).text(mask_text(text))}"'


def _sent_lines(sent: Sent, setting: Setting) -> Iterator[Line]:
    if sent.absent:
        yield Line(f"  Not sent: {sent.absent}.", "bad")
    for name, value in sent.arguments.items():
        text = "None" if value is None else _quoted(value, setting.secret)
        nothing = ": nothing is sent" if value is None else ""
        yield Line(f"  litellm.completion gets {name} = {text}{nothing}.")
        if name in sent.replaced:
            yield Line(f"  An extra argument overrides {value_text(setting)}.", "bad")
    for place, value in sent.wire or ():
        where = f"The address is {shown(value, False)}"
        if place != "address":
            where = f"The model gets {literal(place)}: {_quoted(value, setting.secret)}"
        yield Line(f"  {where}.")
    if sent.wire is None and any(value is not None for value in sent.arguments.values()):
        yield Line("  litellm translates it for the provider.", "quiet")


def _file_place(name: str | None, env_file: EnvFile | None) -> str:
    """Where a variable was set, if a file was given and names it."""
    if env_file is None or name is None or name not in env_file.lines:
        return ""
    place = f"{printable(env_file.path)}:{env_file.lines[name]}"
    return f"this shell, which wins over {place}" if name in env_file.hidden else place


def environment_lines(view: Resolution, env_file: EnvFile | None) -> Iterator[Line]:
    """The variables of the program, and the value that each one sets."""
    prefix, program = view.dialect.variable_prefix, view.dialect.program
    if prefix is None:
        yield Line(f"{program} reads no variables.")
        return
    yield Line(
        "They set values of [llm], over those of the file. Named sections never see them:"
        f" {program} has merged those before it reads the variables."
    )
    yield Line("")
    found = variables(view)
    if not found:
        yield Line(f"{NOTHING} No {prefix}* variable is set.")
    for variable in found:
        yield from _variable_lines(variable, env_file)
    if env_file is not None:
        yield Line("")
        yield from _file_lines(env_file, prefix)


def _variable_lines(variable: Variable, env_file: EnvFile | None) -> Iterator[Line]:
    name = printable(variable.name)
    # What is of no use is of no interest, and may be somebody's key.
    text = _quoted(variable.text, variable.secret) if variable.setting else ""
    where = _file_place(variable.name, env_file)
    setting = variable.setting
    if setting is None:
        yield Line(f"{INVALID} {name}", "bad")
        yield Line(f"    not used: {variable.reason}")
    else:
        result = "" if isinstance(variable.value, str) else f" → {value_text(setting)}"
        yield Line(f"{SIGNS[Origin.ENVIRONMENT]} {name} = {text}{result}", "good")
        yield Line(f"    over {_below(setting)}", "quiet")
    if where:
        yield Line(f"    set in {where}", "quiet")


def _below(setting: Setting) -> str:
    """The value that a variable overrides, and where it is."""
    below = setting.overridden[0] if setting.overridden else None
    if below is None or below.value is None:
        return "nothing"
    source = f"[llm] :{below.line}" if below.line else "built-in default"
    return f"{shown(below.value, setting.secret)} ({source})"


def _file_lines(env_file: EnvFile, prefix: str) -> Iterator[Line]:
    yield Line(f"--env-file {printable(env_file.path)}", "good")
    for note in env_file.faults:
        yield Line(f"  line {note.line}: {note.text}", "bad")
    for note in env_file.docker_notes(prefix):
        yield Line(f"  line {note.line}: {printable(note.text)}", "quiet")


def use_lines(use: Use, program: str) -> Iterator[Line]:
    """A reference as it is written, and the section that is used for it."""
    target = write_header(use.target) if use.target else "nothing"
    if use.trouble:
        yield Line(f"{INVALID} {printable(use.trouble[:1].upper() + use.trouble[1:])}.", "bad")
    else:
        yield Line(f"{printable(use.user)} uses {printable(target)}.")
    yield Line(_use_place(use, program), "quiet")


def _use_place(use: Use, program: str) -> str:
    if not use.path:
        return f"{program} looks for it by its name, {printable(use.name or '')}."
    header = printable(write_header(use.path[:-1]))
    if use.name is None:
        return f"{header} has no {use.path[-1]}."
    if use.line is None:
        return f"{use.path[-1]} = {literal(printable(use.name))} is set for several users."
    return f"{use.path[-1]} = {literal(printable(use.name))} in {header}, line {use.line}."
