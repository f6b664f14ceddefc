"""A key that is said to be sent changes the call, or the call says why it does not."""

from typing import Any

import pytest

from llm_tui.model.dialects.field import Delivery, Field, FieldKind
from llm_tui.model.dialects.known import dialect

OPENHANDS = dialect("openhands")
SENT = [f for f in OPENHANDS.fields.values() if f.delivery in (Delivery.SENT, Delivery.RENAMED)]
DEFAULTS: dict[str, Any] = {field.name: field.default for field in OPENHANDS.fields.values()}

VALUES: dict[FieldKind, Any] = {
    FieldKind.TEXT: "x",
    FieldKind.SECRET: "sk-x",
    FieldKind.INTEGER: 7,
    FieldKind.NUMBER: 0.7,
    FieldKind.BOOLEAN: True,
    FieldKind.TABLE: {"a": 1},
    FieldKind.TABLES: [{"a": "b"}],
}
MODELS = ("gpt-4o", "o3", "gemini/gemini-2.5-flash", "azure/x")
"""One for each kind of model that some key is sent to alone."""


@pytest.mark.parametrize("field", SENT, ids=lambda field: field.name)
def test_a_key_that_is_said_to_be_sent_makes_a_difference(field: Field) -> None:
    assert any(makes_a_difference(field, model) for model in MODELS)


def makes_a_difference(field: Field, model: str) -> bool:
    plain = OPENHANDS.request({**DEFAULTS, "model": model})
    call = OPENHANDS.request({**DEFAULTS, "model": model, field.name: VALUES[field.kind]})
    sent, unsent = (call.arguments, call.environment), (plain.arguments, plain.environment)
    return sent != unsent or field.name in call.absent
