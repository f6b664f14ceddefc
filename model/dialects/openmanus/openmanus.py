"""OpenManus as a dialect: its rules, each in a file of its own, under one roof."""

import json
import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from llm_tui.model.dialects.contract import (
    Dialect,
    Field,
    Layer,
    Loaded,
    ReadError,
    ReadResult,
    Reference,
    Request,
)
from llm_tui.model.dialects.openmanus import loader
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.model.toml.syntax import BOM, parse
from llm_tui.model.toml.values import table_at

_DATA = os.path.join(os.path.dirname(__file__), "fields.json")

AGENTS = ("manus", "browser", "data_analysis", "mcp_agent", "sandboxmanus", "swe", "toolcall")
"""The sections that the agents ask for: their names in lower case (`app/agent/*.py`)."""

STARTED = "manus"
"""The agent of `main.py`."""


class OpenManus:
    """OpenManus, as of early 2026. Forks of it know a key more or less."""

    name = "openmanus"
    release = None
    program = "OpenManus"
    title = "OpenManus"
    inherits = True
    forgives = False
    by_litellm = False
    folders = frozenset[str]()
    own_providers = frozenset[str]()
    verified_models = frozenset[str]()

    @cached_property
    def _data(self) -> Any:
        with open(_DATA, encoding="utf-8") as file:
            return json.load(file)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Those of `LLMSettings`."""
        entries = self._data["fields"].items()
        return {name: Field.of(name, e["kind"], e["default"], e) for name, e in entries}

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the fields."""
        return tuple(self._data["groups"])

    def read(self, data: bytes) -> ReadResult:
        """Read by `tomllib`, whose `load` takes no byte order mark."""
        if data.startswith(BOM.encode()):
            reason = "it begins with a byte order mark, which Python's parser does not take"
            return ReadResult(error=ReadError(reason, 1, 1, crash=True))
        tables, problem = parse(data)
        return ReadResult(tables, ReadError(*problem, crash=True) if problem else None)

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """Load the file; no variable has a say."""
        return loader.load(tables, self.fields)

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """That of `[llm]`."""
        return table_at(tables, "llm")

    def references(
        self,
        tables: Mapping[str, Any] | None,
        configs: Mapping[Path, tuple[Layer, ...]],
        environment: Mapping[str, str],
    ) -> tuple[Reference, ...]:
        """The agents that have a section of their own, and `default`, which all others get."""
        default = loader.DEFAULT if loader.DEFAULT in configs else BASE
        own = [(*BASE, name) for name in AGENTS if (*BASE, name) in configs]
        found = [Reference(section_name(path), path, None, path) for path in own]
        return (*found, Reference("default", default, None, default))

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> None:
        """Its agents find their sections by their own names."""

    def lists(self, model: str) -> bool:
        """It does not run on litellm."""
        return False

    def one_run(self, name: str, path: str | None) -> None:
        """No option does that."""

    def in_use(
        self,
        tables: Mapping[str, Any],
        found: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path:
        """That of the agent which `main.py` starts."""
        by_user = {reference.user: reference.target for reference in found}
        return by_user.get(STARTED, by_user["default"])

    def unused(self, section: Path) -> str | None:
        """Names are looked up in lower case, and few of them."""
        name = section_name(section)
        if section == BASE or name in (*AGENTS, "default"):
            return None
        if name.lower() in (*AGENTS, "default"):
            return f"OpenManus looks for {write_header((*BASE, name.lower()))}"
        return "OpenManus asks for no such section"

    def variable(self, key: str) -> None:
        """It reads none."""

    def request(self, values: Mapping[str, Any]) -> Request:
        """The call by litellm that comes to the same."""
        # Imported here, like the retry policy: what only shows a file does not ask.
        from llm_tui.model.dialects.openmanus.request import completion_request

        return completion_request(values)

    def retry_policy(self, values: Mapping[str, Any]) -> RetryPolicy:
        """The same for every section."""
        from llm_tui.model.dialects.openmanus.request import RETRY_POLICY

        return RETRY_POLICY

    def unread(self, error: ReadError, model: str) -> str:
        """It does not go on without the file."""
        return "OpenManus stops when it starts."

    def unknown_key(self, header: str) -> str:
        """Such a key is passed over."""
        return f"would not read it in {header}"


@lru_cache(maxsize=1)
def dialect(release: None = None) -> Dialect:
    """OpenManus; there are no releases to choose from."""
    return OpenManus()


def releases() -> tuple[str, ...]:
    """It has no releases."""
    return ()
