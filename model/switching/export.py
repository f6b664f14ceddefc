"""A section's effective values elsewhere: as the variables from which the program reads the same.

A container has no config.toml, and reads only variables: the values are those that differ from what
the release starts with, each tried out on the release's own reading of variables.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.switching import profiles
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import same


class Variable(NamedTuple):
    """A variable that sets a key, with the text that means the value."""

    name: str
    text: str
    secret: bool


class Lacking(NamedTuple):
    """A key that is not what it is in the section, and why."""

    key: str
    reason: str


class Export(NamedTuple):
    """Variables that carry a section elsewhere, and the keys that they can't carry."""

    variables: tuple[Variable, ...]
    lacking: tuple[Lacking, ...]


def export(view: Resolution, section: Path) -> Export:
    """The variables that make a start without a config file use a section's effective values."""
    wanted = view.values(section)
    bare = replace(view, document=Document(b""), environment={})
    differing = {
        key: value for key, value in wanted.items() if not same(value, bare.effective(BASE, key))
    }
    names = {key: view.dialect.variable(key) or "" for key in differing}
    texts = {names[key]: spelled(value) for key, value in differing.items() if names[key]}
    environment = {name: text for name, text in texts.items() if text and _is_plain(text)}
    honoured = replace(bare, environment=environment)
    variables, lacking = [], []
    for key, value in differing.items():
        name = names[key]
        if name in environment and same(honoured.effective(BASE, key), value):
            secret = view.is_secret(key) or mask_value(value) != value
            variables.append(Variable(name, environment[name], secret))
        else:
            lacking.append(Lacking(key, _why(value, name, environment.get(name))))
    return Export(tuple(variables), tuple(lacking))


def spelled(value: Any) -> str | None:
    """The text that a program casts to a value; None where none is."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _is_plain(text: str) -> bool:
    """Can every shell and terminal take the text?"""
    return text.replace("\n", "").isprintable()


def _why(value: Any, name: str, text: str | None) -> str:
    if not name:
        return "no variable sets it"
    if value is None:
        return "it has no value, and a variable can't take the built-in default away"
    if value == "":
        return "it is empty, and an empty variable counts as not set"
    if text is None:
        return "it holds control characters"
    return "the program reads something else from any text"


def _env_file(variables: Iterable[Variable], *, reveal: bool) -> str:
    """For `docker run --env-file`, which takes everything after the equals sign as it is."""
    shown = [variable for variable in variables if reveal or not variable.secret]
    return "".join(f"{name}={text}\n" for name, text, _ in shown)


def _docker(variables: Iterable[Variable], *, reveal: bool) -> str:
    """Flags for `docker run`; without a value Docker takes that of its own environment."""
    from shlex import quote

    flags = [
        f"-e {name}" if secret and not reveal else f"-e {quote(f'{name}={text}')}"
        for name, text, secret in variables
    ]
    return " \\\n".join(flags) + "\n" * bool(flags)


def _shell(variables: Iterable[Variable], *, reveal: bool) -> str:
    from shlex import quote

    return "".join(
        f'export {name}="${name}"\n' if secret and not reveal else f"export {name}={quote(text)}\n"
        for name, text, secret in variables
    )


def _json(variables: Iterable[Variable], *, reveal: bool) -> str:
    shown = {name: text for name, text, secret in variables if reveal or not secret}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[..., str]] = {
    "env": _env_file,
    "docker": _docker,
    "shell": _shell,
    "json": _json,
}


def written(found: Export, form: str, *, reveal: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text in one of the FORMATS, and in sentences the settings that are not in it.

    reveal: with the secrets; else they are left out, or taken from the environment.
    """
    variables = list(found.variables)
    notes = [f"{lacking.key} is left out: {lacking.reason}" for lacking in found.lacking]
    if form == "env":
        broken = [variable for variable in variables if "\n" in variable.text]
        variables = [variable for variable in variables if variable not in broken]
        notes += [f"{v.name} is left out: an env file can't hold a line break" for v in broken]
    hidden = [variable.name for variable in variables if variable.secret and not reveal]
    if hidden:
        taken = form in ("docker", "shell")
        how = "taken from the environment" if taken else "left out, being secret"
        notes.append(f"{', '.join(hidden)} {'is' if len(hidden) == 1 else 'are'} {how}")
    return FORMATS[form](variables, reveal=reveal), tuple(notes)


EXPORT_FORMATS = (*FORMATS, profiles.FORMAT)


def exported(
    view: Resolution, section: Path, form: str, *, reveal: bool = False
) -> tuple[str, tuple[str, ...]]:
    """A section in one of the EXPORT_FORMATS, and in sentences what is not in the text.

    Raises LlmTuiError where the program has no profiles.
    """
    if form == profiles.FORMAT:
        return profiles.profile(view, section, reveal=reveal)
    return written(export(view, section), form, reveal=reveal)
