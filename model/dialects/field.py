"""The keys that a program knows: their kind, their role, and what happens to their values."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class FieldKind(StrEnum):
    """The type of a key's values, spelled as the data files spell it."""

    TEXT = "str"
    SECRET = "secret"  # noqa: S105
    """Text that is masked unless the user reveals it."""
    INTEGER = "int"
    NUMBER = "float"
    BOOLEAN = "bool"
    TABLES = "list"
    """A list of tables that hold text."""
    TABLE = "dict"
    SECTION = "config"
    """A section of its own, which takes the place of a value."""

    @property
    def is_text(self) -> bool:
        """Is a value of it text?"""
        return self in (FieldKind.TEXT, FieldKind.SECRET)

    @property
    def is_number(self) -> bool:
        """Is a value of it a number?"""
        return self in (FieldKind.INTEGER, FieldKind.NUMBER)


class Delivery(StrEnum):
    """Where a value goes when a model is asked, spelled as the data files spell it."""

    SENT = "sent"
    RENAMED = "renamed"
    """Sent under another name."""
    SHAPES_REQUEST = "shapes request"
    """Not a parameter itself: it decides where the request goes, or what is in it."""
    USED_BY_LITELLM = "used by litellm"
    USED_BY_PROGRAM = "used by program"
    NOT_SENT = "not sent"

    @property
    def reaches_model(self) -> bool:
        """Is the value itself part of the request?"""
        return self in (Delivery.SENT, Delivery.RENAMED)


_SENTENCES = {
    Delivery.SENT: "Sent as it is.",
    Delivery.RENAMED: "Sent under another name.",
    Delivery.SHAPES_REQUEST: "Shapes the request.",
    Delivery.USED_BY_LITELLM: "Used by litellm, not sent.",
    Delivery.USED_BY_PROGRAM: "Used by {program}, not sent.",
    Delivery.NOT_SENT: "Not sent.",
}


class Role(StrEnum):
    """The purpose of a key, spelled as the key is mostly called."""

    MODEL = "model"
    API_KEY = "api_key"
    BASE_URL = "base_url"
    API_VERSION = "api_version"
    PROVIDER = "custom_llm_provider"
    TEMPERATURE = "temperature"
    TIMEOUT = "timeout"
    OUTPUT_LIMIT = "max_output_tokens"
    EXTRA_ARGUMENTS = "completion_kwargs"


_ROLES = frozenset(Role)


class Field(NamedTuple):
    """A key that the program knows."""

    name: str
    kind: FieldKind
    optional: bool
    """May it be without a value?"""
    default: Any
    group: str
    help: str
    """Its purpose, in a sentence."""
    delivery: Delivery = Delivery.USED_BY_PROGRAM
    delivery_note: str = ""
    """When and as what it is sent, in a sentence, where its delivery does not say enough."""
    role: Role | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    """Values to offer; others are allowed."""

    @classmethod
    def of(cls, name: str, kind: str, default: Any, entry: Mapping[str, Any]) -> "Field":
        """The field that an entry of a data file describes; a kind that ends in `?` is optional."""
        role = entry.get("role", name)
        return cls(
            name=name,
            kind=FieldKind(kind.rstrip("?")),
            optional=kind.endswith("?"),
            default=default,
            group=entry["group"],
            help=entry["help"],
            delivery=Delivery(entry["delivery"]),
            delivery_note=entry.get("note", ""),
            role=Role(role) if role in _ROLES else None,
            minimum=entry.get("min"),
            maximum=entry.get("max"),
            choices=tuple(entry.get("choices", ())),
        )

    @property
    def secret(self) -> bool:
        """Is its value never to be shown unasked?"""
        return self.kind is FieldKind.SECRET

    def delivery_text(self, program: str) -> str:
        """Where its value goes when a model is asked: a sentence."""
        return self.delivery_note or _SENTENCES[self.delivery].format(program=program)
