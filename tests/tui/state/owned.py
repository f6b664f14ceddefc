"""A state owner without a screen, which counts what it derives."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from llm_tui.model.dialects.recognise import choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path as Section
from llm_tui.tui.session import Session
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.owner import StateOwner
from llm_tui.tui.state.snapshot import Snapshot, ValueRow
from llm_tui.tui.state.state import State

T = TypeVar("T")


class CountedDerivation(Derivation):
    """Counts how often each part is derived."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def compute(self, function: Callable[..., T], *inputs: Any) -> T:
        """Count it."""
        self.counts[function.__name__] += 1
        return super().compute(function, *inputs)


class CountedResolution(Resolution):
    """Counts how often settings are computed."""

    computed: Counter[Section] = Counter()

    def settings(self, path: Section) -> tuple[Setting, ...]:
        """Count it."""
        self.computed[path] += 1
        return super().settings(path)


@dataclass(frozen=True)
class CountedSession(Session):
    """Resolves documents to resolutions that count."""

    def resolve(self, document: Document) -> Resolution:
        """Count what is computed."""
        view = super().resolve(document)
        return CountedResolution(view.document, view.dialect, view.environment, view.directory)


@dataclass
class Drawn:
    """The snapshots and messages that came out of an owner."""

    snapshots: list[Snapshot] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def notify(self, message: str, severity: str) -> None:
        """Keep a message."""
        self.messages.append(message)


def owner_of(config: Path, text: str, **own: Any) -> tuple[StateOwner, CountedDerivation, Drawn]:
    """The owner of a state with a file open in it; own: fields of the state."""
    config.write_text(text, encoding="utf-8")
    chosen = choose(text.encode(), str(config))
    session = CountedSession(str(config), chosen, {})
    state = State(session, History.of(Document(text.encode())), **own)
    derivation, drawn = CountedDerivation(), Drawn()
    owner = StateOwner(state, derivation, drawn.snapshots.append, drawn.notify)
    derivation.counts.clear()
    CountedResolution.computed.clear()
    return owner, derivation, drawn


def row_of(snapshot: Snapshot, key: str) -> ValueRow:
    """The row of a key."""
    for row in snapshot.settings:
        if isinstance(row, ValueRow) and row.name.name == key:
            return row
    raise AssertionError(f"{key} is not shown")
