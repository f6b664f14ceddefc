"""The details of the selected setting or reference."""

from llm_tui.model.check.problem import Problem
from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.state.snapshot import DetailView
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.problem_lines import problem_detail
from llm_tui.tui.text.wording import NOTHING, printable, shown, value_text

_KINDS = {
    "str": "text",
    "secret": "secret text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "list": "list of tables",
    "dict": "table",
    "config": "section",
}


def detail_view(
    view: Resolution,
    section: Path,
    setting: Setting | None,
    use: Use | None,
    problem: Problem | None,
    reveal: bool,
    in_full: bool,
    commented: int | None,
) -> DetailView:
    """Problem, value, help, type, default, and what is sent.

    in_full: what holds in this section too. Not while the sections have the focus: then the detail
    stays as it is from one to the next. commented: the line that the key is commented out in.
    """
    if use is not None:
        return _use_detail(use, _problem_lines(problem, view, section), view.dialect.program)
    lines = _problem_lines(problem, view, section)
    key = setting.key if setting is not None else None
    if problem is not None and (problem.section, problem.key) != (section, key):
        return DetailView(_place_of(problem), tuple(lines))
    if setting is None:
        return DetailView("", ())
    layers = _layers_text(setting, section, view) if in_full else ""
    if in_full and commented:
        layers = f"{layers} Commented out here in line {commented}.".strip()
    if in_full and (problem is None or not (setting.fault or not setting.known)):
        lines += map(Line, _fault_lines(setting, section, view))
    field = view.dialect.fields.get(setting.key)
    if field is not None:
        lines.append(Line(f"{field.help} {_type_text(field)}."))
        lines.append(Line(field.delivery_text(view.dialect.program)))
    if in_full and (problem is None or layers):
        lines.append(Line(_state_text(setting, layers, reveal)))
    return DetailView(printable(setting.key), tuple(lines))


def _problem_lines(problem: Problem | None, view: Resolution, section: Path) -> list[Line]:
    """A problem in lines; where the section is ignored, the banner says what follows from it."""
    if problem is None:
        return []
    lines = problem_detail(problem)
    if view.status(section).ignored and problem.section == section:
        del lines[1]
    return lines


def _place_of(problem: Problem) -> str:
    """Where a problem is that the selected setting does not have: `[security] :12`."""
    header = write_header(problem.section) if problem.section else "The file"
    return printable(f"{header} :{problem.line}" if problem.line else header)


def _state_text(setting: Setting, layers: str, reveal: bool) -> str:
    """The value, which the table may cut, and what else is known of it; the help stays as it is."""
    value = value_text(setting, reveal)
    value = "Not set" if value == NOTHING else f"Now {value}"
    return f"{value}{'. ' * bool(layers)}{layers}"


def _use_detail(use: Use, problem: list[Line], program: str) -> DetailView:
    # Imported here: the first frame shows a setting.
    from llm_tui.tui.text.explanations import use_lines

    hint = "enter chooses another section, x unsets it, c R shows all"
    # A problem says all that the reference does, and what to do.
    lines = problem or [Line(line.text) for line in use_lines(use, program)]
    lines = [*lines, Line(hint if use.path else "")]
    return DetailView(printable(use.user), tuple(lines))


def _layers_text(setting: Setting, section: Path, view: Resolution) -> str:
    """The values that the effective one overrides, and a variable that concerns the key."""
    name = view.dialect.variable(setting.key)
    names = {Origin.BASE: "[llm]", Origin.SECTION: "the file"}
    parts = []
    if setting.origin is Origin.ENVIRONMENT:
        parts.append(f"${name} wins; named sections never see it")
    elif _is_passed_over(name, section, view):
        parts.append(f"${name} is set, but named sections never see it")
    for below in setting.overridden:
        if below.value is not None and below.origin is not Origin.DEFAULT:
            layer = names.get(below.origin, view.dialect.program)
            line = f" :{below.line}" if below.line else ""
            parts.append(f"{layer}{line} has {shown(below.value, setting.secret)}")
    return f"{', '.join(parts)}." if parts else ""


def _is_passed_over(name: str | None, section: Path, view: Resolution) -> bool:
    """Is a variable set that would be used for the key if this were the base?"""
    if section == BASE or not view.environment.get(name or ""):
        return False
    return view.status(section) is not Status.DROPPED


def _type_text(field: Field) -> str:
    text = _KINDS[field.kind]
    if field.minimum is not None and field.maximum is not None:
        text += f", {field.minimum:g} to {field.maximum:g}"
    elif field.minimum is not None:
        text += f", at least {field.minimum:g}"
    if field.choices:
        text += f", such as {', '.join(field.choices)}"
    text = f"{text[:1].upper()}{text[1:]}"
    return text if field.default is None else f"{text}; default {shown(field.default, False)}"


def _fault_lines(setting: Setting, section: Path, view: Resolution) -> list[str]:
    """The reason why the program does not use the value in the file."""
    if setting.fault:
        return [f"✗ {setting.fault[:1].upper()}{setting.fault[1:]}."]
    if not setting.known:
        return [f"✗ {view.dialect.title} has no such key and ignores it."]
    if setting.ignored and setting.written is not None:
        written = shown(setting.written.value, setting.secret)
        if setting.origin is Origin.ENVIRONMENT:
            return [f"The file says {written}, but the environment wins."]
        return [f"The file says {written}, but {write_header(section)} is ignored."]
    return []
