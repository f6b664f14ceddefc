"""Values that sections inherit from one that is to be removed."""

from collections.abc import Iterable
from typing import NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import Path, section_name


class Loss(NamedTuple):
    """A section, and the keys whose values it inherits from the one that is removed."""

    section: Path
    keys: tuple[str, ...]

    def __str__(self) -> str:
        """Such as `cheap loses api_key, base_url`."""
        return f"{section_name(self.section)} loses {', '.join(self.keys)}"


def losses(view: Resolution, section: Path) -> tuple[Loss, ...]:
    """What each other section would lose with this one."""
    found = (
        Loss(path, tuple(_inherited(view, path, section))) for path in view.paths if path != section
    )
    return tuple(loss for loss in found if loss.keys)


def _inherited(view: Resolution, path: Path, section: Path) -> Iterable[str]:
    return (
        setting.key
        for setting in view.settings(path)
        if setting.origin is Origin.BASE and setting.source == section
    )
