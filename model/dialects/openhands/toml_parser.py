"""OpenHands' own TOML parser: `toml` 0.10.2, in every release. It is not TOML 1.0.

Source: `toml.load` in `openhands/core/config/utils.py` and its predecessors; 0.10.2 in their locks.
"""

import re
from functools import lru_cache
from typing import Any

from llm_tui.model.dialects.loaded import ReadError, ReadResult
from llm_tui.model.toml.bounds import Excess, excess, excess_of_values, unparsed
from llm_tui.model.toml.plain_reader import read_plain
from llm_tui.model.toml.syntax import parse

_PLACE = r"\(line (\d+) column (\d+) char \d+\)"
# The parser prints the table read so far, keys and all, after "What? NAME already exists?".
_LEAKS = r"(?s)(?:What\? )?(.*?) already exists\?.*"


@lru_cache(maxsize=4)
def read(data: bytes) -> ReadResult:
    """Read the bytes of a file as OpenHands does. Never raises: an error is part of the result."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return ReadResult(error=ReadError("the file is not UTF-8", line, crash=True))
    # open() in text mode, as OpenHands reads it.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := excess(text):
        return _excess(found)
    if read_plain(text) and not (plain := parse(data)).problem:
        return ReadResult(plain.tables)
    return _read(text)


def _read(text: str) -> ReadResult:
    # Imported here: hardly any file needs it.
    import toml

    try:
        tables = toml.loads(text)
    except toml.TomlDecodeError as error:
        return ReadResult(error=_refusal(error, text))
    except RecursionError as error:
        return _excess(unparsed(error, text))
    except Exception:  # noqa: BLE001
        # toml lets IndexError, TypeError and others of its own bugs out on some malformed files.
        return ReadResult(error=ReadError("its TOML parser fails on this file", crash=True))
    found = excess_of_values(tables, text)
    return _excess(found) if found else ReadResult(_plain(tables))


def _refusal(error: ValueError, text: str) -> ReadError:
    message = str(error)
    if "integer string conversion" in message:
        return ReadError(*unparsed(error, text))
    place = re.search(_PLACE, message)
    if place is None:
        return ReadError(_reason(message))
    return ReadError(_reason(message), int(place[1]), int(place[2]))


def _excess(found: Excess) -> ReadResult:
    return ReadResult(error=ReadError(*found, is_excess=True))


def _reason(message: str) -> str:
    message = re.sub(_PLACE, "", message).strip().rstrip(".!")
    if leak := re.fullmatch(_LEAKS, message):
        return f"{leak[1]} is there twice"
    return message[:1].lower() + message[1:]


def _plain(value: Any) -> Any:
    """The value with toml's own dict subclasses replaced by dict, so that types can be compared."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
