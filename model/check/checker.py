"""All checks, and the problems that they found last."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from importlib import import_module

from llm_tui.model.check.api_keys import secrets
from llm_tui.model.check.checked_section import CheckedSection
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
from llm_tui.model.toml.keys import BASE, Path

FILE_CHECKS: tuple[Callable[[Resolution], Iterable[Problem]], ...] = (
    reading,
    names,
    references,
    environment,
)

SECTION_CHECKS: tuple[Callable[[CheckedSection], Iterable[Problem]], ...] = (
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


class Checker:
    """Finds problems, and checks again only the sections whose circumstances have changed."""

    def __init__(self, process: Mapping[str, str], today: str | None = None) -> None:
        """process: the variables with which a model would be asked. today: an ISO date."""
        self._process = process
        self._today = today or dt.date.today().isoformat()  # noqa: DTZ011
        self._common: Hashable = None
        self._found: dict[Path, tuple[str, tuple[Problem, ...]]] = {}

    def problems(self, view: Resolution) -> tuple[Problem, ...]:
        """All problems, in the order of the file; notes come last."""
        common = _common(view)
        if common != self._common:
            self._common, self._found = common, {}
        checks = (*FILE_CHECKS, *_own_checks(view.dialect.name))
        found = [problem for check in checks for problem in check(view)]
        remembered = self._found
        self._found = {}
        for path in view.paths:
            section = CheckedSection(view, path, self._process, self._today)
            circumstances = repr((section.own, section.is_in_force))
            before = remembered.get(path)
            # What a fault costs, and how to fix it, depends on the other sections too.
            if before is not None and before[0] == circumstances and not section.faults:
                self._found[path] = (circumstances, tuple(_moved(before[1], view)))
            else:
                self._found[path] = (circumstances, tuple(_check(section)))
            found += self._found[path][1]
        return tuple(sorted(found, key=_order))


def problems(view: Resolution, process: Mapping[str, str]) -> tuple[Problem, ...]:
    """All problems of a file.

    process: the variables with which a model would be asked.
    """
    return Checker(process).problems(view)


def _own_checks(name: str) -> tuple[Callable[[Resolution], Iterable[Problem]], ...]:
    if name not in OWN_CHECKS:
        return ()
    own: tuple[Callable[[Resolution], Iterable[Problem]], ...]
    own = import_module(OWN_CHECKS[name]).FILE_CHECKS
    return own


def _check(section: CheckedSection) -> Iterator[Problem]:
    for check in SECTION_CHECKS:
        yield from check(section)


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
