"""The variables of the program: the setting that each one makes, or why it makes none."""

from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.toml.keys import BASE, section_name


class Variable(NamedTuple):
    """One variable of the environment that begins as the program's do."""

    name: str
    text: str
    """As it is set; a secret if `secret`."""
    secret: bool
    setting: Setting | None
    """The setting of the base that it makes, with its value and what that overrides."""
    reason: str | None
    """Why it has no effect, if so."""

    @property
    def value(self) -> Any:
        """The value that the program reads from the text; None where it has no effect."""
        return self.setting.value if self.setting else None


def variables(view: Resolution) -> tuple[Variable, ...]:
    """All variables with the program's prefix: those with an effect first, each group by name."""
    prefix = view.dialect.variable_prefix
    if prefix is None:
        return ()
    settings = {view.dialect.variable(setting.key): setting for setting in view.settings(BASE)}
    faults = {fault.variable: fault.reason for fault in view.loaded.environment_faults}
    found = []
    for name, text in sorted(view.environment.items()):
        if not name.startswith(prefix):
            continue
        setting = settings.get(name)
        used = setting if setting and setting.origin is Origin.ENVIRONMENT else None
        reason = None if used else _reason(view, name, text, faults.get(name), known=bool(setting))
        secret = setting.secret if setting else is_secret_name(name)
        found.append(Variable(name, text, secret, used, reason))
    return tuple(sorted(found, key=lambda variable: variable.setting is None))


def _reason(view: Resolution, name: str, text: str, fault: str | None, *, known: bool) -> str:
    if not known:
        for path in view.paths[1:]:
            if name.startswith(str(view.dialect.variable(f"{section_name(path)}_"))):
                return "there are no variables for named sections"
        return f"{view.dialect.title} has no such variable"
    if not text:
        return "it is empty, which counts as not set"
    return fault or f"{view.dialect.program} does not accept it"
