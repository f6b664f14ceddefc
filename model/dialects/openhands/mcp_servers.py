"""`[mcp]`: the servers at which OpenHands stops when it starts.

Source: `MCPConfig.from_toml_section` in `openhands/core/config/mcp_config.py`. A server that is
wrong is a ValueError, which nothing catches. One of a wrong kind altogether is a TypeError: then
OpenHands goes on without any of `[mcp]`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.loaded import Stop
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.toml.keys import Path

MCP = "mcp"
_BY_ADDRESS = ("sse_servers", "shttp_servers")
_NAME = r"[a-zA-Z0-9_-]+\n?"
_VARIABLE = r"[a-zA-Z_][a-zA-Z0-9_]*\n?"
_SCHEMES = ("http", "https", "ws", "wss")
_LONGEST_TIMEOUT = 3600


class _IgnoredError(Exception):
    """OpenHands goes on without `[mcp]`."""


def mcp_stop(content: Any, release: Release) -> Stop | None:
    """The first server, or key, of `[mcp]` at which OpenHands stops; None where there is none."""
    if not isinstance(content, dict):
        is_looked_into = release.rules.mcp_servers == "addresses" or isinstance(content, str | list)
        return (
            Stop(f"{MCP} is not a table: [{MCP}] is expected", (MCP,)) if is_looked_into else None
        )
    try:
        return next(_stops(content, release), None)
    except _IgnoredError:
        return None


def _stops(content: Mapping[str, Any], release: Release) -> Iterator[Stop]:
    kinds = release.other_fields[MCP]
    addresses: list[tuple[Path, Any]] = []
    for key in (key for key in kinds if key in content and key != "mcp_servers"):
        for index, server in enumerate(_items(content[key])):
            path = (MCP, key, index)
            table = _table(server, key, release)
            for field, reason in _faults(table, key, release):
                yield Stop(f"server {index + 1} of {key} in [{MCP}]: {field}: {reason}", path)
            if key == "sse_servers":
                addresses.append((path, table.get("url")))
    for key, value in content.items():
        # What was looped over is a list by then.
        is_list = key in kinds and key != "mcp_servers"
        if not is_list and (why := refusal(kinds.get(key), value)):
            yield Stop(f"{key} in [{MCP}]: {why}", (MCP, key))
    urls = content.get("mcp_servers", ())
    addresses += [((MCP, "mcp_servers", index), url) for index, url in enumerate(urls)]
    yield from _addresses(addresses, release)


def _items(value: Any) -> list[Any]:
    """What a loop over the value meets."""
    if isinstance(value, str | list | dict):
        return list(value)
    raise _IgnoredError


def _table(server: Any, key: str, release: Release) -> Mapping[str, Any]:
    if isinstance(server, dict):
        return server
    if key in _BY_ADDRESS and (
        isinstance(server, str) or release.rules.mcp_servers == "tables or addresses"
    ):
        return {"url": server}
    raise _IgnoredError


def _addresses(addresses: list[tuple[Path, Any]], release: Release) -> Iterator[Stop]:
    """Addresses that are there twice, or are none. Only those of SSE servers are compared."""
    seen: set[str] = set()
    for path, url in addresses:
        bare = url.strip() if release.rules.mcp_servers == "checked tables" else url
        where = f"server {int(path[-1]) + 1} of {path[1]} in [{MCP}]"
        if bare in seen:
            yield Stop(f"{where}: its url is there twice", path)
        seen.add(bare)
        if reason := _address_fault(bare):
            yield Stop(f"{where}: url: {reason}", path)


def _faults(server: Mapping[str, Any], key: str, release: Release) -> Iterator[tuple[str, str]]:
    is_checked = release.rules.mcp_servers == "checked tables"
    required = ("url",) if key in _BY_ADDRESS else ("name", "command")
    kinds = {"url": "str", "api_key": "str"} if key in _BY_ADDRESS else {
        "name": "str", "command": "str", "args": "texts", "env": "text table"
    }  # fmt: skip
    yield from ((field, "it is missing") for field in required if field not in server)
    for field in (field for field in kinds if field in server):
        if reason := _value_fault(field, kinds[field], server[field], is_checked=is_checked):
            yield field, reason
    if key == "shttp_servers" and release.rules.mcp_timeout and "timeout" in server:
        seconds = server["timeout"]
        reason = refusal("int", seconds)
        if reason or not 0 < coerce(FieldKind.INTEGER, seconds) <= _LONGEST_TIMEOUT:
            yield "timeout", reason or f"it must be from 1 to {_LONGEST_TIMEOUT}"


def _value_fault(field: str, kind: str, value: Any, *, is_checked: bool) -> str | None:
    if is_checked and field in _READ:
        reason, value = _READ[field](value)
        if reason:
            return reason
    reason = refusal(kind, value)
    if reason is None and is_checked and field in _CHECKS:
        return _CHECKS[field](value)
    return reason


def _address_fault(url: str) -> str | None:
    from urllib.parse import urlparse

    try:
        parts = urlparse(url)
    except ValueError:
        return "it is no address"
    return None if parts.scheme and parts.netloc else "it must be http://HOST"


def _url_fault(url: str) -> str | None:
    reason = _address_fault(url.strip())
    if reason is None and url.strip().partition(":")[0].lower() not in _SCHEMES:
        return f"it must begin with {', '.join(_SCHEMES[:-1])} or {_SCHEMES[-1]}"
    return reason


def _name_fault(name: str) -> str | None:
    fits = re.fullmatch(_NAME, name.strip())
    return None if fits else "it must be letters, digits, - and _"


def _command_fault(command: str) -> str | None:
    fits = command.strip() and " " not in command.strip()
    return None if fits else "it must be one program; its arguments belong in args"


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "url": _url_fault,
    "name": _name_fault,
    "command": _command_fault,
}


def _arguments(value: Any) -> tuple[str | None, Any]:
    """A list of arguments, which may be written as in a shell."""
    if not isinstance(value, str):
        return None, value or []
    from shlex import split

    try:
        return None, split(value)
    except ValueError:
        return "it is no line of a shell", []


def _variables(value: Any) -> tuple[str | None, Any]:
    """Variables, which may be written as KEY=VALUE,KEY=VALUE."""
    if not isinstance(value, str):
        return None, value or {}
    for pair in filter(None, map(str.strip, value.split(","))):
        name, equals, _ = pair.partition("=")
        if not equals or not re.fullmatch(_VARIABLE, name.strip()):
            return "it must be KEY=VALUE,KEY=VALUE", {}
    return None, {}


_READ: Mapping[str, Callable[[Any], tuple[str | None, Any]]] = {
    "args": _arguments,
    "env": _variables,
}
"""How a value is read before its kind is looked at: why it can't be, and what it is then."""
