"""A section that gets another model, and the values that conflict with it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.model import Model
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.switching.adjustments import Adjustment, adjustments
from llm_tui.model.toml.keys import Path


class Incompatibility(NamedTuple):
    """A value that conflicts with the model."""

    key: str
    message: str
    adjustments: tuple[Adjustment, ...]
    """The recommended one first; none where the file can't help."""


class ModelChange(NamedTuple):
    """A section, and the model that it is to get."""

    view: Resolution
    settings: Mapping[str, Setting]
    section: Path
    model: Model
    before: str | None
    """The provider of the present model."""
    after: str | None
    """The provider of the new model, by its name alone."""
    environment: Mapping[str, str]

    def key(self, role: Role) -> str:
        """The name of the key with a role."""
        return self.view.dialect.key(role)

    def value(self, key: str) -> Any:
        """The effective value of a key; None for none."""
        return self.settings[key].value if key in self.settings else None

    def ways(self, key: str, fits: Callable[[Any], bool], right: Any) -> tuple[Adjustment, ...]:
        """The edits that make the value of a key fit. right: see `adjustments`."""
        return adjustments(self.settings[key], self.section, fits, right)

    def incompatibility(
        self, key: str, message: str, ways: tuple[Adjustment, ...]
    ) -> Incompatibility:
        """A conflicting value; the message says so where the environment sets it."""
        if key in self.settings and self.settings[key].origin is Origin.ENVIRONMENT:
            message += f"; ${self.view.dialect.variable(key)} sets it, whatever the file says"
        return Incompatibility(key, message, ways)
