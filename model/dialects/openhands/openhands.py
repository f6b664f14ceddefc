"""OpenHands as a dialect: its rules, each in a file of its own, under one roof."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from llm_tui.model.dialects.contract import (
    Dialect,
    Field,
    Layer,
    Loaded,
    OneRun,
    ReadError,
    ReadResult,
    Reference,
    Request,
)
from llm_tui.model.dialects.openhands import environment as variables
from llm_tui.model.dialects.openhands import loader, parser, references
from llm_tui.model.dialects.openhands.release import Release, newest, release, releases
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.syntax import BOM

NAME = "openhands"


@dataclass(frozen=True)
class OpenHands:
    """One release of OpenHands, or of OpenDevin before it."""

    rules: Release

    @property
    def name(self) -> str:
        """Also OpenDevin's."""
        return NAME

    @property
    def release(self) -> str:
        """The version of its tag."""
        return self.rules.version

    @property
    def program(self) -> str:
        """Its name at the time."""
        return self.rules.rules.program

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.program} {self.release}"

    @property
    def fields(self) -> Mapping[str, Field]:
        """Those of `LLMConfig` in this release."""
        return self.rules.fields

    @property
    def groups(self) -> tuple[str, ...]:
        """The same for all releases."""
        return self.rules.groups

    @property
    def inherits(self) -> bool:
        """Where the base is read before the sections."""
        return self.rules.rules.reading in ("in two passes", "over base")

    @property
    def forgives(self) -> bool:
        """It goes on with built-in defaults, or with the base."""
        return True

    @property
    def by_litellm(self) -> bool:
        """All its calls go through it."""
        return True

    @property
    def own_providers(self) -> frozenset[str]:
        """Those at the project's own proxy, in releases that know it."""
        return frozenset({NAME}) if self.rules.rules.rewrites_openhands else frozenset()

    @property
    def verified_models(self) -> frozenset[str]:
        """The same for all releases."""
        from llm_tui.model.dialects.openhands.verified import VERIFIED

        return VERIFIED

    def lists(self, model: str) -> bool:
        """By the table of output limits, which is from an older litellm than ours."""
        from llm_tui.model.dialects.openhands.request import output_limit

        return output_limit(model) is not None

    @property
    def folders(self) -> frozenset[str]:
        """The only folder of `LLMConfig`."""
        return frozenset({"log_completions_folder"})

    def read(self, data: bytes) -> ReadResult:
        """Read by `toml` 0.10.2, which names no byte order mark as what it stumbles over."""
        result = parser.read(data)
        if result.error and result.error.line == 1 and data.startswith(BOM.encode()):
            reason = "it begins with a byte order mark"
            return ReadResult(error=result.error._replace(message=reason))
        return result

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """Load as `load_openhands_config` does."""
        return loader.load(tables, self.rules, environment)

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """That of `[llm]`, and before 0.27.0 of `[LLM]` too."""
        found: dict[str, Any] = {}
        for content in loader.llm_tables(tables, self.rules).values():
            found |= content
        return found

    def references(
        self,
        tables: Mapping[str, Any] | None,
        configs: Mapping[Path, tuple[Layer, ...]],
        environment: Mapping[str, str],
    ) -> tuple[Reference, ...]:
        """Those of agents and condensers."""
        return references.references(tables, configs, self.rules, environment)

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
        """`[core] default_agent`, unless the environment says otherwise."""
        return references.default_agent(tables, self.rules, environment)

    def one_run(self, name: str, path: str | None) -> OneRun:
        """`-l NAME`; `lookup` tells what that leads to."""
        if self.rules.rules.lookup == "loaded, then file":
            file = () if path is None else ("--config-file", path)
            return OneRun((*file, "-l", name), ())
        lacks = "does not inherit [llm], and is looked for in ./config.toml only"
        return OneRun(("-l", name), (f"In {self.title} a section taken by -l {lacks}",))

    def in_use(
        self,
        tables: Mapping[str, Any],
        found: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path:
        """That of the default agent."""
        return references.in_use(tables, found, self.rules, environment)

    def unused(self, section: Path) -> None:
        """Any section can be named on the command line."""

    def variable(self, key: str) -> str:
        """Each key has one."""
        return variables.variable(key)

    def request(self, values: Mapping[str, Any]) -> Request:
        """The call in this release."""
        # Imported here, like the retry policy: what only shows a file does not ask.
        from llm_tui.model.dialects.openhands.request import completion_request

        return completion_request(values, self.rules)

    def retry_policy(self, values: Mapping[str, Any]) -> RetryPolicy:
        """By the four retry keys."""
        from llm_tui.model.dialects.openhands.retries import retry_policy

        return retry_policy(values, self.rules)

    def unread(self, error: ReadError, model: str) -> str:
        """It goes on without the file, unless the error is one that it does not catch."""
        if error.crash:
            return f"{self.program} stops when it starts."
        return f"{self.program} applies nothing of this file: it runs on {model}."

    def unknown_key(self, header: str) -> str:
        """One such key costs the whole section."""
        return f"would throw away all of {header} because of it"


def dialect(version: str | None = None) -> Dialect:
    """OpenHands in a release, the newest unless told. Raises KeyError for an unknown one."""
    return OpenHands(release(version or newest()))


def keys() -> frozenset[str]:
    """The keys that any release knows: of the first one, of the last ones with embeddings, now."""
    known = (release(version).fields for version in (releases()[0], "0.20.0", newest()))
    return frozenset().union(*known)


__all__ = ["dialect", "keys", "releases"]
