"""Asking before an edit that removes or rewrites more than one value."""

from llm_tui.model.toml.document import Document
from llm_tui.tui.actions.host import Host


async def confirm(host: Host, after: Document, title: str, verb: str, text: str = "") -> bool:
    """Show the diff to a document, and ask. verb: what enter does; text: what to know besides."""
    from llm_tui.tui.screens.diff_page import DiffQuestion
    from llm_tui.tui.text.diff import diff_lines

    state = host.state
    lines = diff_lines(state.document, after, state.session.path)
    question = DiffQuestion(title, lines, verb, text)
    answer: bool | None = await host.ask(question)
    return bool(answer)
