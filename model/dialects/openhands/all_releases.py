"""OpenHands in all its releases, and the signs of a file that is for it."""

import os
import re

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Assumed, Family, Outline
from llm_tui.model.dialects.openhands.openhands import OpenHands
from llm_tui.model.dialects.openhands.release import assumed, keys, release, releases

_SHARED_KEYS = frozenset(
    {"model", "api_key", "base_url", "api_version", "temperature", "max_input_tokens", "timeout"}
)
"""Keys that other programs have too."""


class OpenHandsFamily(Family):
    """OpenHands, and OpenDevin before it."""

    decisive = frozenset({"core"})
    sections = decisive | {"condenser", "security", "extended", "kubernetes", "model_routing"}
    checkouts = (os.path.join("openhands", "core"), "opendevin")
    folder = re.compile(r".*(openhands|opendevin)", re.IGNORECASE)

    def releases(self) -> tuple[str, ...]:
        """Those of `fields.json`."""
        return releases()

    def dialect(self, version: str | None = None) -> Dialect:
        """OpenHands in a release."""
        return OpenHands(release(version or assumed()))

    def release_around(self, path: str) -> Assumed:
        """The release of the checkout or environment around a file."""
        # Imported here: with an option or a setting nobody looks around.
        from llm_tui.model.dialects.openhands.checkout import release_around

        return release_around(path)

    def signs(self, outline: Outline) -> tuple[str, ...]:
        """Its own sections, and keys that any of its releases knows."""
        own_keys = keys() - _SHARED_KEYS
        return (
            *(f"[{section}]" for section in outline.sections if section in self.sections),
            *(key for key in outline.keys if key in own_keys),
        )


FAMILY = OpenHandsFamily()
