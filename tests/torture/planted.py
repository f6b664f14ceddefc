"""Fifteen API keys in a file, the environment and a .env file, and a search for them in texts."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI
from tests.torture.spelled import SPELLINGS

_WINDOW = 9
"""As many characters of a key in a row are a hit; masks show four."""

_NAMES = ("base", "aws_id", "aws", "login", "parameter", "nested", "unknown", "named", "search",
          "server", "variable", "file", "beside", "comment", "line")  # fmt: skip
_SHAPELESS = {"aws", "nested", "unknown", "named", "server", "file", "beside", "comment", "line"}
"""Those that nothing but the name of their key says to be one."""

_ESCAPED = '/+&"<\\'
"""Characters that the encodings spell differently; an address has no room for them."""


def _key(name: str) -> str:
    """A key that is like no other in any part."""
    digest = base64.b32encode(hashlib.sha256(name.encode()).digest()[:20]).decode()
    if name in _SHAPELESS:
        first, second, rest = digest[:12].lower(), digest[12:24].lower(), digest[24:].lower()
        return f"{first}{_ESCAPED[:4]}{second}{_ESCAPED[4:]}{rest}"
    mixed = "".join(map(str.lower, digest[:16])) + digest[16:]
    return f"sk-{mixed}{'' if name in {'login', 'parameter'} else _ESCAPED}{digest[:3]}"


KEYS: Mapping[str, str] = {name: _key(name) for name in _NAMES}
"""The keys, by the place that each is planted in."""


def config(address: str) -> str:
    """A file with thirteen keys in it, whose base section asks the server at an address."""
    host = address.removeprefix("http://")
    return f"""\
[core]
e2b_api_key = {_quoted("search")}

[llm]
model = "openai/gpt-4o"
api_key = {_quoted("base")}
base_url = "{address}/v1"
aws_access_key_id = {_quoted("aws_id")}
aws_secret_access_key = {_quoted("aws")}
num_retries = 1
retry_min_wait = 0  # api_key = {_quoted("comment")}

[llm.login]
base_url = "http://user:{KEYS["login"]}@{host}/v1"

[llm.parameter]
base_url = "{address}/v1?api_key={KEYS["parameter"]}"

[llm.named]
api_key = {_quoted("named")}
completion_kwargs = {{ extra_headers = {{ Authorization = {_quoted("nested", "Bearer ")} }} }}

[llm.beside]
completion_kwargs = {{ top_k = 5, api_key = {_quoted("beside")} }}

[llm.ignored]
my_token = {_quoted("unknown")}
my_api_keys = [
    {_quoted("line")},
]
my_number = 1

[mcp]
sse_servers = [{{ url = "{address}/sse", api_key = {_quoted("server")} }}]

[agent]
llm_config = "named"
"""


def _quoted(name: str, before: str = "") -> str:
    """A key as TOML writes it, which is as JSON does."""
    return json.dumps(before + KEYS[name])


ENVIRONMENT = {"LLM_AWS_SESSION_TOKEN": KEYS["variable"]}
ENV_FILE = "LLM_API_KEY='{file}'\n".format_map(KEYS)


class Echoing(OpenAI):
    """A provider that answers, and refuses, with the key that it got, in every spelling."""

    def __init__(self) -> None:
        self.command_lines: set[str] = set()
        """Those of all processes while requests were under way."""

    def key(self, request: Received) -> str:
        self.command_lines |= set(_command_lines())
        return " ; ".join(spellings(super().key(request) or ""))

    def answer(self, request: Received, text: str) -> Reply:
        if request.method == "GET":
            return self.error(404, self.key(request))
        return super().answer(request, self.key(request))


def _command_lines() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")


def spellings(key: str) -> tuple[str, ...]:
    """A key in each spelling that a server may answer with."""
    login = base64.b64encode(f"user:{key}".encode()).decode()
    return (*(spelled(key) for spelled in SPELLINGS), login)


@dataclass
class Search:
    """Counts the texts that were searched, and keeps what was found."""

    texts: int = 0
    size: int = 0

    def hits(self, text: str, allowed: Iterable[str] = ()) -> str | None:
        """The names of the keys in a text but for those allowed, None if there are none."""
        self.texts, self.size = self.texts + 1, self.size + len(text)
        # A terminal breaks lines anywhere.
        joined = "".join(text.split())
        found = [name for name in KEYS if name not in allowed and is_in(KEYS[name], joined)]
        return ", ".join(found) or None


def is_in(key: str, text: str) -> bool:
    """Is a key, in any spelling, or a part of it in a text without spaces?"""
    lower = text.lower()
    parts = (key[start : start + _WINDOW] for start in range(len(key) - _WINDOW + 1))
    if any(part.lower() in lower for part in parts):
        return True
    return any(form.lower() in lower for form in spellings(key))
