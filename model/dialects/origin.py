"""Where an effective value comes from."""

from enum import IntEnum


class Origin(IntEnum):
    """The layers that make up a section, lowest first: a higher one overrides those below it."""

    DEFAULT = 0
    """Built into the program that reads the file."""

    BASE = 1
    """Inherited from `[llm]`."""

    SECTION = 2
    """Set in the section itself."""

    COMPUTED = 3
    """Derived by the program from other values."""

    ENVIRONMENT = 4
    """Set by an `LLM_*` variable, which only the base sees."""

    @property
    def word(self) -> str:
        """The origin as `show --json` spells it."""
        return "env" if self is Origin.ENVIRONMENT else self.name.lower()
