"""An imagined program, for rules that no known one brings out."""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Field, FieldKind, Role
from llm_tui.model.dialects.loaded import Fault, Loaded
from llm_tui.model.toml.keys import BASE


class Vault(Dialect):
    """Names say nothing of secrets; it reads no variables, and gives reasons of its own."""

    name = "vault"
    program = "Vault"
    variable_prefix = "VAULT_"
    fields = {
        "model": Field("model", FieldKind.TEXT, True, None, "", "", role=Role.MODEL),
        "door": Field("door", FieldKind.TEXT, True, None, "", "", role=Role.BASE_URL),
        "pin": Field("pin", FieldKind.SECRET, True, None, "", "", role=Role.API_KEY),
        "sort_key": Field("sort_key", FieldKind.TEXT, True, None, "", ""),
    }

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """A window costs the base."""
        loaded = super().load(tables, environment)
        if "window" not in self.content(tables):
            return loaded
        return Loaded(loaded.configs, {BASE: (Fault("window", "a vault has none", True),)})
