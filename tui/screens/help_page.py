"""The help: all keys and signs."""

from rich.text import Text

from llm_tui.model.dialects.recognise import Chosen
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.state.action_table import ACTIONS, MOVES
from llm_tui.tui.text.key_names import key_text
from llm_tui.tui.text.wording import LEGEND


def help_page(chosen: Chosen) -> Page:
    """The program that the file is read as, all keys, and the meaning of the signs."""
    text = Text()
    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        text.append(f"{group}\n", "bold")
        for keys, meaning in MOVES if group == "Move" else ():
            text.append(f"  {keys:18}{meaning}\n")
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(map(key_text, action.all_keys)) or "^p"
                text.append(f"  {keys:18}{action.help}\n")
        text.append("\n")
    text.append("Signs\n", "bold")
    for sign, meaning in LEGEND:
        text.append(f"  {sign:18}{meaning}\n")
    text.append("  ▶                 in use: the section that the program uses by default\n")
    text.append("  ▷                 used by an agent or another part of the program")
    return Page(f"Read as {chosen.dialect.title}: {chosen.reason}", text)
