"""OpenManus as a dialect, and the signs of a file that is for it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Assumed, Family, Outline
from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.loaded import Loaded, ReadError, ReadResult
from llm_tui.model.dialects.mentions import Reference
from llm_tui.model.dialects.openmanus import loader
from llm_tui.model.dialects.openmanus.releases import NEWEST, RELEASES, Release, release_around
from llm_tui.model.dialects.section_choice import Configs
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.model.toml.syntax import BOM

if TYPE_CHECKING:
    from llm_tui.model.dialects.calls import Request
    from llm_tui.model.dialects.retry_policy import RetryPolicy

_DATA = os.path.join(os.path.dirname(__file__), "fields.json")

AGENTS = ("manus", "browser", "data_analysis", "mcp_agent", "sandboxmanus", "swe", "toolcall")
"""The sections that the agents ask for: their names in lower case (`app/agent/*.py`)."""

STARTED = "manus"
"""The agent of `main.py`."""


@dataclass(frozen=True)
class OpenManus(Dialect):
    """OpenManus in a release. Forks of it know a key more or less."""

    name = "openmanus"
    program = "OpenManus"
    inherits = True
    forgives = False

    rules: Release

    @property
    def release(self) -> str:
        """Its tag, or its branch."""
        return self.rules.version

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
        found = super().read(data)
        return ReadResult(found.tables, found.error and found.error._replace(crash=True))

    @property
    def reads_sections_alone(self) -> bool:
        """Yes: its parser is `tomllib`."""
        return True

    def is_plain(self, document: Document) -> bool:
        """Every file is without a byte order mark: its parser is `tomllib`."""
        return not document.has_bom

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """Load the file; variables have no effect."""
        return loader.load(tables, self.fields, self.rules)

    def references(
        self, tables: Mapping[str, Any] | None, configs: Configs, environment: Mapping[str, str]
    ) -> tuple[Reference, ...]:
        """The agents that have a section of their own, and `default`, which all others get."""
        default = loader.DEFAULT if loader.DEFAULT in configs else BASE
        own = [(*BASE, name) for name in AGENTS if (*BASE, name) in configs]
        found = [Reference(section_name(path), path, None, path) for path in own]
        return (*found, Reference("default", default, None, default))

    def in_use(
        self,
        tables: Mapping[str, Any],
        references: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path:
        """That of the agent which `main.py` starts."""
        by_user = {reference.user: reference.target for reference in references}
        return by_user.get(STARTED, by_user["default"])

    def unused(self, section: Path) -> str | None:
        """Names are looked up in lower case, and few of them."""
        name = section_name(section)
        if section == BASE or name in (*AGENTS, "default"):
            return None
        if name.lower() in (*AGENTS, "default"):
            return f"OpenManus looks for {write_header((*BASE, name.lower()))}"
        return "OpenManus asks for no such section"

    def request(
        self, values: Mapping[str, Any], environment: Mapping[str, str] | None = None
    ) -> "Request":
        """The call by litellm with the same effect."""
        # Imported here, like the retry policy: what only shows a file does not ask.
        from llm_tui.model.dialects.openmanus.request import completion_request

        return completion_request(values)

    def retry_policy(self, values: Mapping[str, Any]) -> "RetryPolicy":
        """The same for every section."""
        from llm_tui.model.dialects.openmanus.request import RETRY_POLICY

        return RETRY_POLICY

    def schema(self) -> dict[str, Any]:
        """What `LLMSettings` and the classes beside it take; they ignore other keys."""
        from llm_tui.model.dialects.json_schema import document, of_field, of_kind, table
        from llm_tui.model.dialects.openmanus.other_sections import kinds

        fields = {
            name: of_field(field, checked=True, program=self.program)
            for name, field in self.fields.items()
        }
        sections = {"llm": table(fields, others=True)}
        for section in self.rules.sections:
            keys = {key: of_kind(kind) for key, kind in kinds()[section].items()}
            sections[section] = table(keys, others=True)
        for section, key in self.rules.required:
            sections[section]["required"] = [key]
        required = [section for section, _ in self.rules.required]
        return document(f"config.toml of {self.title}", sections, required)

    def unread(self, error: ReadError, model: str) -> str:
        """It does not go on without the file."""
        return "OpenManus stops when it starts."

    def unknown_key(self, header: str) -> str:
        """Such a key is ignored."""
        return f"would not read it in {header}"


class OpenManusFamily(Family):
    """OpenManus in its releases."""

    sections = frozenset({"runflow", "daytona", "browser", "search", "proxy"})
    checkouts = (os.path.join("app", "agent", "manus.py"),)
    folder = re.compile(r"openmanus", re.IGNORECASE)

    def releases(self) -> tuple[str, ...]:
        """Its last tag, and its branch."""
        return tuple(RELEASES)

    def dialect(self, version: str | None = None) -> Dialect:
        """OpenManus in a release."""
        return OpenManus(RELEASES[version or NEWEST])

    def release_around(self, path: str) -> Assumed:
        """The release of the checkout around a file."""
        return release_around(path)

    def signs(self, outline: Outline) -> tuple[str, ...]:
        """Its own sections; keys only together with max_tokens, which is a common mistake alone."""
        found = [f"[{section}]" for section in outline.sections if section in self.sections]
        if "max_tokens" in outline.keys:
            found += ["[llm.vision]"] * ("vision" in outline.named)
            found += ["api_type"] * ("api_type" in outline.keys)
            return (*found, "max_tokens") if found else ()
        return tuple(found) if {"runflow", "daytona"} & set(outline.sections) else ()


FAMILY = OpenManusFamily()
