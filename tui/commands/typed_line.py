"""A command line that is being typed, by the table: what is expected where the cursor is."""

from collections.abc import Sequence

from llm_tui.tui.commands.command import Argument, Command, Option
from llm_tui.tui.commands.table import COMMANDS, options_of


class TypedLine:
    """The words before the one that is typed."""

    def __init__(self, words: Sequence[str]) -> None:
        self.command: Command | None = None
        """None: no command has been named yet."""
        self.arguments: list[str] = []
        self._values: dict[str, str] = {}
        self._awaiting: Option | None = None
        for word in words:
            self._take(word)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that the command has."""
        return options_of(self.command or COMMANDS["open"])

    @property
    def expected(self) -> Option | Argument | None:
        """The option or argument whose value comes next; None where no word is expected."""
        if self._awaiting is not None:
            return self._awaiting
        places = self.command.arguments if self.command else ()
        if len(self.arguments) < len(places):
            return places[len(self.arguments)]
        return places[-1] if places and places[-1].arity in ("*", "+") else None

    @property
    def expects_value(self) -> bool:
        """Is the word before the cursor an option that takes a value?"""
        return self._awaiting is not None

    def value(self, name: str) -> str | None:
        """The value that an option was given; None where it was not."""
        return self._values.get(name)

    def _take(self, word: str) -> None:
        if self._awaiting is not None:
            self._values[self._awaiting.name], self._awaiting = word, None
        elif word.startswith("-"):
            self._take_option(word)
        elif self.command is None and word in COMMANDS:
            self.command = COMMANDS[word]
        else:
            self.arguments.append(word)

    def _take_option(self, word: str) -> None:
        flag, equals, value = word.partition("=")
        option = next((option for option in self.options if flag in option.flags), None)
        if option is None or not option.takes_value:
            return
        if equals:
            self._values[option.name] = value
        else:
            self._awaiting = option
