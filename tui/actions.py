"""All that can be done on the main screen: one table for keys, footer, help and palette."""

from typing import NamedTuple


class Action(NamedTuple):
    """One thing to do. `name` is that of the screen's `action_…` method."""

    name: str
    keys: str
    """Textual's names, parted by commas; the first one is shown. Empty: only in the palette."""
    label: str
    """One or two words, for the footer."""
    help: str
    group: str
    footer: bool = True

    @property
    def shown_key(self) -> str:
        """The first key as it is printed on it."""
        return key_text(self.keys.partition(",")[0])


def key_text(key: str) -> str:
    """A key by Textual's name, as the footer and the help write it."""
    return _KEY_TEXT.get(key, key.replace("ctrl+", "^"))


_KEY_TEXT = {
    "question_mark": "?",
    "comma": ",",
    "exclamation_mark": "!",
    "dollar_sign": "$",
    "slash": "/",
    "equals_sign": "=",
    "plus": "+",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": "space",
    "pageup": "pgup",
    "pagedown": "pgdn",
}

ACTIONS = (
    Action("edit", "enter", "edit", "Edit the selected value.", "Edit"),
    Action(
        "switch",
        "space",
        "switch",
        "Switch a true-or-false value; mark a section.",
        "Edit",
        footer=False,
    ),
    Action("pick_model", "m", "model", "Pick another model for this section.", "Edit"),
    Action("unset", "x,delete", "unset", "Take the key out of this section.", "Edit"),
    Action("explain", "i", "explain", "Tell the whole explanation of this value.", "View"),
    Action("undo", "z,ctrl+z", "undo", "Take back the last edit, also behind a save.", "Edit"),
    Action("redo", "y,ctrl+y", "redo", "Make the edit again that was taken back.", "Edit"),
    Action("use", "u", "use", "Make OpenHands run on this section.", "Sections"),
    Action("use_otherwise", "U", "use …", "For one run, or a container.", "Sections", False),
    Action("compare", "equals_sign", "compare", "Compare with another section.", "Sections", False),
    Action("export", "E", "export", "Show it as variables.", "Sections", False),
    Action("add_section", "plus", "new section", "Add a section.", "Sections", False),
    Action("copy_section", "c", "copy section", "Copy this section.", "Sections", False),
    Action("rename_section", "M", "rename section", "Rename it, everywhere.", "Sections", False),
    Action("remove_section", "X", "remove section", "Remove this section.", "Sections", False),
    Action("promote", "p", "promote", "Move the value up to the base.", "Sections", False),
    Action("push_down", "P", "push down", "Move it down to the sections.", "Sections", False),
    Action("fix", "f", "fix", "Fix the problem at this row; undo takes it back.", "Problems"),
    Action("next_problem", "n", "problem", "Go to the next problem.", "Problems"),
    Action("previous_problem", "N", "previous", "Go to the previous problem.", "Problems", False),
    Action("problems", "exclamation_mark", "problems", "List all problems.", "Problems", False),
    Action("test", "t", "test", "Ask the model of this section.", "Test"),
    Action("request", "w", "request", "Show the call that a test makes.", "Test", False),
    Action("test_several", "b", "test several", "Test the marked sections, or all.", "Test", False),
    Action("diff", "d", "diff", "Show what saving will write.", "File"),
    Action("save", "ctrl+s,s", "save", "Save the file.", "File"),
    Action("open_editor", "e", "$EDITOR", "Open the file in $EDITOR, at this line.", "File", False),
    Action("reload", "r", "reload", "Read the file again and keep the edits.", "File", False),
    Action("reveal", "v", "reveal", "Show this secret until you leave its row.", "View", False),
    Action(
        "environment",
        "dollar_sign",
        "variables",
        "Show what the LLM_* variables do.",
        "View",
        False,
    ),
    Action("references", "R", "references", "Show who uses which section.", "View", False),
    Action("all_keys", "a", "all/set", "Show all keys, or only those set here.", "View"),
    Action("filter", "slash", "filter", "Show only the keys that match.", "View"),
    Action("focus_tree", "left,h", "sections", "Go to the sections.", "Move", False),
    Action("focus_table", "right,l", "settings", "Go to the settings.", "Move", False),
    Action(
        "dialect", "", "Dialect …", "Choose the program that the file is read as.", "View", False
    ),
    Action("release", "", "Release …", "Choose the release of that program.", "View", False),
    Action(
        "preferences",
        "comma",
        "llm-tui settings",
        "Change the settings of llm-tui itself.",
        "Program",
        False,
    ),
    Action("help", "question_mark,f1", "help", "Show all keys and signs.", "Program"),
    Action("palette", "ctrl+p", "commands", "Find a command by its name.", "Program"),
    Action("leave", "q,ctrl+q,ctrl+c", "quit", "Leave llm-tui.", "Program"),
)

MOVES = (
    ("↑ ↓ j k", "Move by a row."),
    ("pgup pgdn", "Move by a page."),
    ("g G home end", "Go to the first or the last row."),
    ("tab", "Go to the next part of the screen."),
)
