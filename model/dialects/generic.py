"""Any other program with `[llm]` sections: nothing is claimed that the file does not say."""

from collections.abc import Mapping
from functools import lru_cache
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
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.syntax import parse
from llm_tui.model.toml.values import table_at

ADDRESSES = ("base_url", "api_base")
SENT = (
    "api_key",
    "api_version",
    "temperature",
    "top_p",
    "max_tokens",
    "max_completion_tokens",
    "seed",
    "timeout",
)
"""Keys that mean the same wherever they are used, and to litellm."""


class Generic:
    """A program that is not known: each section as it is written."""

    name = "generic"
    release = None
    program = "The program"
    title = "generic"
    fields: Mapping[str, Field] = {}
    groups = ()
    inherits = False
    forgives = True
    by_litellm = False
    folders = frozenset[str]()
    own_providers = frozenset[str]()
    verified_models = frozenset[str]()

    def read(self, data: bytes) -> ReadResult:
        """Read as TOML 1.0."""
        tables, problem = parse(data)
        return ReadResult(tables, ReadError(*problem) if problem else None)

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """Every table in `[llm]` by itself."""
        content = self.content(tables)
        named = {(*BASE, key): value for key, value in content.items() if isinstance(value, dict)}
        own = {key: value for key, value in content.items() if not isinstance(value, dict)}
        sections: Mapping[Path, Mapping[str, Any]] = {BASE: own, **named}
        configs = {path: (Layer(Origin.SECTION, v, path),) for path, v in sections.items()}
        return Loaded(configs, {}, ())

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """That of `[llm]`."""
        return table_at(tables, "llm")

    def references(
        self,
        tables: Mapping[str, Any] | None,
        configs: Mapping[Path, tuple[Layer, ...]],
        environment: Mapping[str, str],
    ) -> tuple[Reference, ...]:
        """None that are known."""
        return ()

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> None:
        """Nobody knows."""

    def lists(self, model: str) -> bool:
        """Nobody knows."""
        return False

    def one_run(self, name: str, path: str | None) -> None:
        """No option does that."""

    def in_use(
        self,
        tables: Mapping[str, Any],
        found: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> None:
        """Nobody knows."""

    def unused(self, section: Path) -> None:
        """Nobody knows."""

    def variable(self, key: str) -> None:
        """None that is known."""

    def request(self, values: Mapping[str, Any]) -> Request:
        """What of model, address, key and sampling is there, as litellm calls it."""
        model = values.get("model")
        base_url = next((values[key] for key in ADDRESSES if values.get(key)), None)
        provider = values.get("custom_llm_provider") or values.get("provider")
        if base_url and not provider and isinstance(model, str) and not _has_provider(model):
            # A server of one's own most likely speaks like OpenAI.
            model = f"openai/{model}"
        arguments = {
            "model": model if isinstance(model, str) else None,
            "api_key": None,
            "base_url": base_url,
            **{key: values[key] for key in SENT if values.get(key) is not None},
        }
        if isinstance(provider, str):
            arguments["custom_llm_provider"] = provider
        known = {"model", "custom_llm_provider", "provider", *ADDRESSES, *SENT}
        absent = {key: "what it means is not known" for key in values if key not in known}
        return Request(arguments, absent, {}, modify_params=False, client_retries=0)

    def retry_policy(self, values: Mapping[str, Any]) -> RetryPolicy:
        """One attempt."""
        return RetryPolicy(1, 0, 0, 0, (), raises_temperature=False)

    def unread(self, error: ReadError, model: str) -> str:
        """What any program makes of it."""
        return "No program that reads TOML 1.0 can read it."

    def unknown_key(self, header: str) -> None:
        """It may well know the key."""


def _has_provider(model: str) -> bool:
    from llm_tui.model.catalogue.litellm_data import is_provider

    return "/" in model and is_provider(model.partition("/")[0])


@lru_cache(maxsize=1)
def dialect(release: None = None) -> Dialect:
    """The dialect without rules."""
    return Generic()


def releases() -> tuple[str, ...]:
    """It has no releases."""
    return ()
