"""Everything that can be done on the main screen, one row each.

A new key is a row here, and the method that it names. The order is that of the help within a
group, and of the palette; `derive_footer` has the keys that are shown below the screen.
"""

from functools import lru_cache

from llm_tui.tui.state import conditions as when
from llm_tui.tui.state.action import ANY_ROW, MENU_KEY, Action, Selected, is_text
from llm_tui.tui.state.state import LISTS, TEST, Place
from llm_tui.tui.text.key_names import key_text

SETTING = Selected.SETTING
ROWS = Place.SETTINGS | Place.DETAIL
"""Places where a setting is selected."""

FILTERS = Place.FILTER | Place.SECTION_FILTER

# fmt: off
ACTIONS = (
    Action("edit", "enter", "edit", "Edit the selected value.", "Edit",
           "value_actions.ValueActions.edit",
           edits=True, needs=ANY_ROW, places=ROWS),
    Action("toggle", "space", "toggle", "Toggle a true-or-false value.", "Edit",
           "value_actions.ValueActions.toggle",
           edits=True, needs=SETTING, when=when.is_boolean, places=Place.SETTINGS | Place.FILTER),
    Action("pick_model", "m", "model", "Pick another model for this section.", "Edit",
           "model_actions.ModelActions.pick",
           edits=True, places=LISTS),
    Action("unset", "x,delete", "unset", "Remove the key from this section.", "Edit",
           "value_actions.ValueActions.unset",
           edits=True, needs=ANY_ROW, when=when.is_set, places=LISTS),
    Action("explain", "i", "explain", "Explain where this value comes from.", "View",
           "page_actions.PageActions.explain", needs=ANY_ROW),
    Action("undo", "z", "undo", "Undo the last edit, also a saved one.", "Edit",
           "value_actions.ValueActions.undo", when=when.has_edit_to_undo),
    Action("redo", "y,ctrl+y", "redo", "Redo the edit that was undone.", "Edit",
           "value_actions.ValueActions.redo", when=when.has_edit_to_redo),
    Action("revert_value", "", "revert this value", "Undo all unsaved edits of this value.", "Edit",
           "revert_actions.RevertActions.revert_value",
           edits=True, needs=ANY_ROW, when=when.is_changed),
    Action("revert_all", "", "revert all", "Undo all edits that are not saved.", "Edit",
           "revert_actions.RevertActions.revert_all", when=when.is_unsaved),
    Action("use", "u", "use", "Make the program use this section.", "Sections",
           "use_actions.UseActions.use", edits=True),
    Action("section_menu", MENU_KEY, "section …", "Copy, rename, remove, compare … it.", "Sections",
           "section_menu.SectionMenu.open"),
    Action("add_section", "", "new section", "Add a section, also for a provider.", "Sections",
           "section_actions.SectionActions.add", edits=True, menu_key="plus"),
    Action("copy_section", "", "copy section", "Copy this section.", "Sections",
           "section_actions.SectionActions.copy", edits=True, menu_key="c"),
    Action("rename_section", "", "rename section", "Rename it and its references.", "Sections",
           "section_actions.SectionActions.rename", edits=True, when=when.is_named, menu_key="M"),
    Action("remove_section", "", "remove section", "Remove this section.", "Sections",
           "section_actions.SectionActions.remove", edits=True, menu_key="X"),
    Action("compare", "", "compare", "Compare with another section.", "Sections",
           "page_actions.PageActions.compare", when=when.has_other_section,
           menu_key="equals_sign"),
    Action("export", "", "export", "Show it as environment variables.", "Sections",
           "page_actions.PageActions.export", menu_key="E"),
    Action("use_otherwise", "", "use once …", "Use it for one run, or in a container.", "Sections",
           "use_actions.UseActions.use_otherwise", menu_key="U"),
    Action("use_for_agent", "", "use for an agent …", "Make one agent use it.", "Sections",
           "use_actions.UseActions.use_for_agent", edits=True, menu_key="a"),
    Action("references", "", "references", "Show who uses which section.", "Sections",
           "reference_actions.ReferenceActions.list", menu_key="R"),
    Action("mark", "space", "mark", "Mark this section, to test or compare it.", "Sections",
           "view_actions.ViewActions.mark", places=Place.SECTIONS),
    Action("promote", "", "promote", "Move the value up to the base.", "Sections",
           "move_actions.MoveActions.promote", edits=True, needs=SETTING),
    Action("push_down", "", "push down", "Move it down to the sections.", "Sections",
           "move_actions.MoveActions.push_down", edits=True, needs=SETTING),
    Action("fix", "f", "fix", "Fix the problem of this row.", "Problems",
           "problem_actions.ProblemActions.fix",
           edits=True, when=when.has_fix, places=LISTS),
    Action("next_problem", "n", "problem", "Go to the next problem.", "Problems",
           "problem_actions.ProblemActions.next", when=when.has_problem_to_go_to),
    Action("previous_problem", "N", "previous", "Go to the previous problem.", "Problems",
           "problem_actions.ProblemActions.previous", when=when.has_problem_to_go_to),
    Action("problems", "exclamation_mark", "problems", "List all problems.", "Problems",
           "problem_actions.ProblemActions.list", when=when.has_problem_or_note),
    Action("test", "t", "test", "Test the model of this section.", "Test",
           "test_actions.TestActions.open"),
    Action("show_request", "", "request", "Show the call that a test makes.", "Test",
           "page_actions.PageActions.request", places=LISTS),
    Action("request", "w", "request", "Show the call that a test makes.", "Test pane",
           "page_actions.PageActions.request", places=TEST),
    Action("test_several", "b", "test several", "Test the marked sections, or all.", "Test",
           "test_actions.TestActions.test_several"),
    Action("send", "enter", "send", "Send the prompt, or send it again.", "Test pane",
           "test_actions.TestActions.send", places=TEST),
    Action("skip_wait", "s", "skip the wait", "Skip the wait before a retry.", "Test pane",
           "test_actions.TestActions.skip_wait", when=when.has_wait, places=Place.LOG),
    Action("switch_stream", "o", "stream", "Stream the answer, or not.", "Test pane",
           "test_actions.TestActions.switch_stream", places=Place.LOG),
    Action("switch_tools", "f", "tool call", "Ask for a tool call too, or not.", "Test pane",
           "test_actions.TestActions.switch_tools", places=Place.LOG),
    Action("end_test", "escape", "close", "Cancel the test, or close the pane.", "Test pane",
           "test_actions.TestActions.end", places=TEST),
    Action("diff", "d", "diff", "Show what saving writes.", "File",
           "file_actions.FileActions.diff", when=when.is_unsaved),
    Action("save", "s,ctrl+s", "save", "Save the file.", "File",
           "file_actions.FileActions.save", when=when.is_unsaved),
    Action("open_editor", "e", "$EDITOR", "Open the file in $EDITOR, at this line.", "File",
           "file_actions.FileActions.open_editor", when=when.is_file),
    Action("make_private", "O", "chmod 600", "Let nobody else read the file.", "File",
           "file_mode_actions.FileModeActions.make_private", when=when.is_readable_for_others),
    Action("reload", "", "reload", "Read the file again, and keep the edits.", "File",
           "file_actions.FileActions.reload"),
    Action("versions", "", "earlier versions …", "Bring back the file as a save left it.", "File",
           "version_actions.VersionActions.choose", edits=True),
    Action("recover", "", "unsaved edits …", "Restore unsaved edits of other runs.", "File",
           "recovery_actions.RecoveryActions.review", edits=True),
    Action("reveal", "v", "reveal", "Show this secret until you leave its row.", "View",
           "view_actions.ViewActions.reveal", needs=SETTING, when=when.is_secret),
    Action("environment", "", "variables", "Show the LLM_* variables.", "View",
           "page_actions.PageActions.environment"),
    Action("all_keys", "a", "all/set", "Show all keys, or only those set here.", "View",
           "view_actions.ViewActions.switch_all_keys"),
    Action("filter", "slash", "find", "Filter the list by a part of a name.", "View",
           "view_actions.ViewActions.filter"),
    Action("end_typing", "enter", "done", "Go to the rows that match.", "View",
           "view_actions.ViewActions.end_typing", places=FILTERS),
    Action("clear_filter", "escape", "clear", "Show all rows again.", "View",
           "view_actions.ViewActions.clear_filter", places=FILTERS),
    Action("back", "escape", "back", "Close the filter, or go back a pane.", "Move",
           "view_actions.ViewActions.back", places=LISTS),
    Action("focus_sections", "left,h", "sections", "Go to the sections.", "Move",
           "view_actions.ViewActions.focus_sections"),
    Action("focus_settings", "enter,right,l", "open", "Go to the settings.", "Move",
           "view_actions.ViewActions.focus_settings"),
    Action("next_pane", "tab", "next pane", "Go to the next part of the screen.", "Move",
           "view_actions.ViewActions.next_pane"),
    Action("previous_pane", "shift+tab", "previous pane", "Go to the one before.", "Move",
           "view_actions.ViewActions.previous_pane"),
    Action("dialect", "", "dialect …", "Choose the program that reads the file.", "View",
           "dialect_actions.DialectActions.choose_program"),
    Action("release", "", "release …", "Choose the release of that program.", "View",
           "dialect_actions.DialectActions.choose_release", when=when.has_releases),
    Action("preferences", "comma", "llm-tui settings", "Change the settings of llm-tui.", "Program",
           "page_actions.PageActions.preferences"),
    Action("theme", "", "theme …", "Choose a theme.", "Program",
           "page_actions.PageActions.theme"),
    Action("help", "question_mark,f1", "help", "Show all keys and signs.", "Program",
           "page_actions.PageActions.help"),
    Action("palette", "ctrl+p", "commands", "Find a command by its name.", "Program",
           "palette_actions.PaletteActions.open"),
    Action("leave", "q,ctrl+q,ctrl+c", "quit", "Quit llm-tui.", "Program",
           "leave_actions.LeaveActions.leave"),
)
# fmt: on

MOVES = (
    ("↑ ↓ j k", "Move by a row."),
    ("pgup pgdn", "Move by a page."),
    ("g G home end", "Go to the first or the last row."),
    ("^l", "Draw the screen again."),
    ("^z", "Suspend llm-tui; fg continues it."),
)
"""Keys that are not of the table, for the help."""

EDITOR_KEYS = (
    ("enter", "Set the value, or choose; ^s in an editor of several lines."),
    ("esc", "Leave without a change; after / clear the filter."),
    ("^u ^k", "Delete to the beginning, to the end of the line."),
    ("^w", "Delete the word before the cursor."),
    ("^a ^e", "Go to the beginning, to the end of the line."),
    ("/", "Filter a list in which letters are commands."),
    ("letters", "Filter any other list."),
)
"""Keys of the dialogs, for the help."""


MENU = tuple(action for action in ACTIONS if action.menu_key)
"""The commands for a whole section, in the order of their menu."""


_BY_NAME = {action.name: action for action in ACTIONS}


def action_named(name: str) -> Action:
    """The action of this name."""
    return _BY_NAME[name]


@lru_cache(512)
def action_for(key: str, place: Place) -> Action | None:
    """The action of a key where the focus is: one for this place before one for many."""
    found = [action for action in ACTIONS if key in action.all_keys and place & action.places]
    return min(found, key=lambda action: action.places.value.bit_count(), default=None)


def key_at(action: Action, place: Place) -> str | None:
    """The first key that leads to an action where the focus is, as it is printed on it."""
    keys = (key for key in action.all_keys if not is_text(key, place))
    return next((key_text(key) for key in keys if action_for(key, place) is action), None)
