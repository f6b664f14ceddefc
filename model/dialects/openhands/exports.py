"""What is made of a release, or of a section, for others: a schema for editors, and profiles."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.openhands.release import Release

if TYPE_CHECKING:
    from llm_tui.model.dialects.profile import Profile


class Exports(Dialect):
    """The part of OpenHands as a dialect that commands for other programs use."""

    rules: Release

    def schema(self) -> dict[str, Any]:
        """What `LLMConfig` and the classes beside it take."""
        from llm_tui.model.dialects.openhands.config_schema import config_schema

        return config_schema(self.rules)

    def profile(
        self, values: Mapping[str, Any], environment: Mapping[str, str] | None = None
    ) -> "Profile":
        """That of OpenHands 1."""
        from llm_tui.model.dialects.openhands.llm_profile import profile

        return profile(values, self.rules, environment)

    def profile_name_fault(self, name: str) -> str | None:
        """The name is that of a file."""
        from llm_tui.model.dialects.openhands.llm_profile import name_fault

        return name_fault(name)
