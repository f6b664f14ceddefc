"""The events of tests on standard output: for people, or as JSON."""

from typing import TYPE_CHECKING, Any, Protocol

from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Event,
    Started,
    TextReceived,
    to_object,
)
from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Run
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.commands.stdout import pass_on, say_json
from llm_tui.tui.text.safe_text import printable, printable_lines
from llm_tui.tui.text.test_report import attempt_line, litellm_text

if TYPE_CHECKING:
    from collections.abc import Callable


class Printer(Protocol):
    """Prints the events of one test."""

    run: Run
    """The test up to its last event."""

    def print(self, event: Event) -> None:
        """Print an event, or keep it for `end`."""

    def end(self) -> None:
        """Print what was kept."""


class JsonPrinter:
    """Prints each event as one JSON object on a line, as it happens."""

    def __init__(self, one: Plan) -> None:
        self._name, self._model = section_name(one.section), one.request.model
        self._answer: list[str] = []
        self.run = Run()

    def print(self, event: Event) -> None:
        """Print an event; a success with its whole answer, for those who skip the pieces."""
        self.run = self.run.after(event)
        values = to_object(event)
        first: dict[str, Any] = {"event": values.pop("event"), "section": self._name}
        match event:
            case Started():
                first["model"] = self._model
            case AttemptStarted():
                self._answer = []
            case TextReceived():
                self._answer.append(event.text)
            case AttemptSucceeded():
                values["text"] = "" if event.step else "".join(self._answer)
        say_json(first | values)

    def end(self) -> None:
        """Print nothing: events say which section they belong to."""


class TextPrinter:
    """Prints a line for each attempt, and the answer."""

    def __init__(self, one: Plan, *, at_once: bool) -> None:
        """at_once: as it happens, or all at the end, where several tests run beside each other."""
        self._plan, self.run = one, Run()
        self._in_text = False
        self._kept: list[str] = []
        self._write: Callable[[str], object] = pass_on if at_once else self._kept.append

    def print(self, event: Event) -> None:
        """Print an event, or keep it."""
        self.run = self.run.after(event)
        match event:
            case Started():
                self._write(f"{self._head(event)}\n")
            case TextReceived():
                self._in_text = True
                self._write(printable_lines(event.text))
            case AttemptFailed() | AttemptSucceeded():
                self._write("\n" * self._in_text + self._attempt(event))
                self._in_text = False

    def _head(self, started: Started) -> str:
        one, name = self._plan, printable(section_name(self._plan.section))
        if not one.can_be_sent:
            return f"{name}: not sent"
        model = printable(one.request.model)
        return f"{name}: {model}, {one.retry_policy}, {litellm_text(started)}"

    def _attempt(self, event: AttemptFailed | AttemptSucceeded) -> str:
        attempt = self.run.tool_step if event.step else self.run.last
        assert attempt is not None
        allowed = self.run.attempts_allowed
        lines = attempt_line(attempt, allowed, tools=event.step is not None)
        return "".join(f"{printable(line)}\n" for line in lines)

    def end(self) -> None:
        """Print what was kept."""
        pass_on("".join(self._kept))
