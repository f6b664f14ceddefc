"""What Textual's own driver draws, without characters that act on the terminal."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from llm_tui.tui.output.graphemes import ACTING


class HarmlessLines(LineFilter):
    """Leaves such characters out; the driver of cells draws none of them anyway."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same pieces of a line, harmless."""
        return [
            segment if segment.control else Segment(ACTING.sub("", segment.text), segment.style)
            for segment in segments
        ]
