"""How many cases there were, and what became of them."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    """The cases of one kind."""

    name: str
    cases: int = 0
    losses: list[str] = field(default_factory=list)
    """A line on each case in which something was lost, or said that is not so."""
    skipped: str = ""
    """The reason why there are no cases, if so."""
    longest: float = 0.0
    """In seconds, where a case is one of waiting: how long the longest took."""
    note: str = ""

    def count(self, case: str, loss: str | None) -> None:
        """Count a case."""
        self.cases += 1
        if loss:
            self.losses.append(f"{case}: {loss}")

    def __str__(self) -> str:
        if self.skipped:
            return f"{self.name:42} skipped: {self.skipped}"
        survived = self.cases - len(self.losses)
        return f"{self.name:42} {self.cases:8,} {survived:10,} {len(self.losses):6,}{self.note}"


HEAD = f"{'':42} {'cases':>8} {'survived':>10} {'lost':>6}"


def report(tallies: list[Tally]) -> str:
    """A table of all kinds, and the first losses of each."""
    lines = [HEAD, *map(str, tallies)]
    whole = Tally(
        "all", sum(t.cases for t in tallies), [loss for t in tallies for loss in t.losses]
    )
    lines.append(str(whole))
    for tally in tallies:
        lines += [f"{tally.name}: {loss}" for loss in tally.losses[:20]]
    return "\n".join(lines)
