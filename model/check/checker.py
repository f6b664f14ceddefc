"""All checks, and the problems that they found last."""

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from typing import Any, NamedTuple

from llm_tui.model.check.api_keys import secrets
from llm_tui.model.check.checked_section import CheckedSection, is_in_force, own_values
from llm_tui.model.check.dangling_references import references
from llm_tui.model.check.env_variables import environment
from llm_tui.model.check.model_names import models
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.check.repeated_values import repeated
from llm_tui.model.check.request_faults import requests
from llm_tui.model.check.retry_settings import retry_settings
from llm_tui.model.check.section_names import names
from llm_tui.model.check.unknown_keys import unknown_keys
from llm_tui.model.check.unreadable import reading
from llm_tui.model.check.value_faults import refused_values, values_out_of_range
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.secrets.masking import mask_sentences
from llm_tui.model.toml.keys import BASE, Path

FILE_CHECKS: tuple[Callable[[Resolution], Iterable[Problem]], ...] = (
    reading,
    names,
    references,
    environment,
)

_Checks = tuple[Callable[[CheckedSection], Iterable[Problem]], ...]

SECTION_CHECKS: _Checks = (
    unknown_keys,
    refused_values,
    values_out_of_range,
    secrets,
    models,
    requests,
    retry_settings,
    repeated,
)

OWN_CHECKS = {"openhands": "llm_tui.model.check.openhands"}
"""The modules with the `FILE_CHECKS` that concern one dialect only."""


class _Checked(NamedTuple):
    """A section that was checked, and what its problems follow from."""

    own: Mapping[str, Any]
    is_in_force: bool
    problems: tuple[Problem, ...]


class Checker:
    """Finds problems, and checks again only the sections whose circumstances have changed."""

    def __init__(self, process: Mapping[str, str], today: str | None = None) -> None:
        """process: the variables with which a model would be asked. today: an ISO date."""
        self._process = process
        self._today = today or dt.date.today().isoformat()  # noqa: DTZ011
        self._common: Hashable = None
        self._line_numbers: object = None
        self._checked: dict[Path, _Checked] = {}
        self._finding: dict[Hashable, _Checks] = {}
        """The checks that find something in a section, by its values: in others with the same ones
        no other check does."""

    def problems(
        self, view: Resolution, sections: Collection[Path] | None = None
    ) -> tuple[Problem, ...]:
        """All problems, in the order of the file; notes come last.

        sections: the only ones to check, besides the file as a whole; None for all.
        """
        common = _common(view)
        if common != self._common:
            self._common, self._checked, self._finding = common, {}, {}
        checks = (*FILE_CHECKS, *_own_checks(view.dialect.name))
        found = [_masked(problem) for check in checks for problem in check(view)]
        chosen = view.paths if sections is None else [p for p in view.paths if p in sections]
        self._checked = {path: self._section(view, path) for path in chosen}
        self._line_numbers = view.document.line_numbers
        for checked in self._checked.values():
            found += checked.problems
        return tuple(sorted(found, key=_order))

    def _section(self, view: Resolution, path: Path) -> _Checked:
        own, in_force = own_values(view, path), is_in_force(view, path)
        # What a fault costs, and how to fix it, depends on the other sections too.
        is_alone = path not in view.loaded.faults
        before = self._checked.get(path) if is_alone else None
        if before and before.is_in_force == in_force and _alike(before.own, own):
            if not before.problems or view.document.line_numbers is self._line_numbers:
                return before
            return _Checked(own, in_force, tuple(_moved(before.problems, view)))
        values = (path == BASE, in_force, repr(own))
        checks = self._finding.get(values, SECTION_CHECKS) if is_alone else SECTION_CHECKS
        if not checks:
            return _Checked(own, in_force, ())
        section = CheckedSection(view, path, self._process, self._today)
        found = {check: tuple(map(_masked, check(section))) for check in checks}
        if is_alone:
            self._finding[values] = tuple(check for check in checks if found[check])
        return _Checked(own, in_force, tuple(chain.from_iterable(found.values())))


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one is other or repr(one) == repr(other)


def problems(
    view: Resolution, process: Mapping[str, str], sections: Collection[Path] | None = None
) -> tuple[Problem, ...]:
    """The problems of a file, and of these sections of it, by default of all.

    process: the variables with which a model would be asked.
    """
    return Checker(process).problems(view, sections)


def _own_checks(name: str) -> tuple[Callable[[Resolution], Iterable[Problem]], ...]:
    if name not in OWN_CHECKS:
        return ()
    own: tuple[Callable[[Resolution], Iterable[Problem]], ...]
    own = import_module(OWN_CHECKS[name]).FILE_CHECKS
    return own


def _masked(problem: Problem) -> Problem:
    """The problem without what looks like a secret: a sentence may quote a model or an address."""
    fix = problem.fix
    sentences = (problem.message, problem.consequence, fix.label if fix else "")
    message, consequence, label = mask_sentences(*sentences)
    if (message, consequence, label) == sentences:
        return problem
    return problem._replace(
        message=message, consequence=consequence, fix=fix and fix._replace(label=label)
    )


def _common(view: Resolution) -> Hashable:
    """The facts that the problems of every section depend on."""
    base = [(layer.origin, layer.values) for layer in view.layers(BASE)]
    return view.dialect.title, repr(base)


def _moved(found: Iterable[Problem], view: Resolution) -> Iterator[Problem]:
    """The same problems, with the lines of their keys as they are now."""
    for problem in found:
        path = problem.section if problem.key is None else (*problem.section, problem.key)
        yield problem._replace(line=view.document.line_of(path))


def _order(problem: Problem) -> tuple[bool, int]:
    return problem.severity is Severity.NOTE, problem.line or 0
