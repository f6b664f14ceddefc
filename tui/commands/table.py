"""The command line as a table. Parser, help, completion, man page and README derive from it.

It is read by every command, so it holds nothing that takes time to import.
"""

from llm_tui.tui.commands import facts
from llm_tui.tui.commands.command import Argument, Command, Kind, Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS, EDIT_OPTIONS

_SECTION = Argument("section", "Name of the section; llm is the base", "SECTION", Kind.SECTION)
_ASSIGNMENT = Argument(
    "assignments",
    "Key and value; KEY=- reads the value from standard input",
    "KEY=VALUE",
    Kind.ASSIGNMENT,
    "*",
)
_NEW = Argument("new", "Name of the new section", "NEW")
_JSON = Option(("--json",), "Print JSON")
_ORIGIN = Option(
    ("--origin",), "Print where each value comes from before it: such as file:PATH:LINE"
)
_REVEAL = Option(("--reveal",), "Print secrets in full")

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "open",
            "Open the screen",
            (Argument("path", "Config file to open", "PATH", Kind.FILE, "?"),),
            (
                Option(("--demo",), "Open a sample in a temporary folder"),
                Option(("--read-only",), "Refuse every edit"),
                Option(("--no-mouse",), "Leave the mouse to the terminal"),
                Option(("--ascii",), "Draw with ASCII characters only"),
                Option(("--plain-output",), "Redraw whole widgets, as Textual does by itself"),
                Option(("--version",), "Print the version and exit"),
            ),
            is_screen=True,
        ),
        Command("list", "List the sections with model, status and users", (), (_JSON,)),
        Command(
            "show",
            "Show effective values and their origin",
            (_SECTION._replace(help="Section to show; by default all sections", arity="?"),),
            (
                Option(("--all",), "Also show settings with their default value"),
                _ORIGIN,
                _JSON,
                _REVEAL,
            ),
        ),
        Command(
            "get",
            "Print one effective value",
            (_SECTION, Argument("key", "Key of the setting", "KEY", Kind.KEY)),
            (_ORIGIN, _REVEAL),
        ),
        Command(
            "set",
            "Set keys of a section",
            (
                _SECTION,
                _ASSIGNMENT._replace(arity="+"),
            ),
            edits=True,
        ),
        Command(
            "unset",
            "Remove keys from a section, so that their values are inherited",
            (_SECTION, Argument("keys", "Key to remove", "KEY", Kind.SET_KEY, "+")),
            edits=True,
        ),
        Command(
            "add",
            "Add a section",
            (
                Argument("name", "Name of the new section; llm is the base", "NAME"),
                _ASSIGNMENT,
            ),
            (
                Option(
                    ("--from",),
                    "Start with the keys that a provider needs",
                    "PROVIDER",
                    choices=facts.starters,
                    attribute="provider",
                ),
            ),
            edits=True,
        ),
        Command("copy", "Copy a section", (_SECTION, _NEW), edits=True),
        Command(
            "rename", "Rename a section and update its references", (_SECTION, _NEW), edits=True
        ),
        Command(
            "remove",
            "Remove a section, unless another one or a reference needs it",
            (_SECTION,),
            (Option(("--force",), "Remove it all the same"),),
            edits=True,
        ),
        Command(
            "use",
            "Make the program use a section",
            (_SECTION,),
            (
                Option(
                    ("--agent",), "Use the section for this agent only", "AGENT", kind=Kind.AGENT
                ),
            ),
            edits=True,
        ),
        Command(
            "check",
            "List problems with their consequences and fixes",
            (),
            (
                Option(("--fix",), "Apply the fixes that are certain"),
                Option(("-v", "--verbose"), "Print notes too"),
                _JSON,
            ),
            edits=True,
        ),
        Command(
            "diff",
            "Compare the effective values of two sections",
            (
                _SECTION,
                _SECTION._replace(name="other", help="Section to compare with", metavar="OTHER"),
            ),
            (_JSON,),
        ),
        Command(
            "test",
            "Send a prompt to the models of sections (providers charge for it)",
            (_SECTION._replace(name="sections", help="Section to test", arity="*"),),
            (
                Option(("--all",), "Test every section"),
                Option(("--prompt",), "Prompt to send", "TEXT", default=facts.prompt),
                Option(
                    ("--timeout",),
                    "Time limit of an attempt in seconds",
                    "SECONDS",
                    Kind.NUMBER,
                    default=facts.time_limit,
                ),
                Option(("--tools",), "Also request a tool call"),
                Option(("--stream",), "Ask for the answer in pieces; programs ask for it whole"),
                Option(
                    ("--python",),
                    "Interpreter, or its environment, whose litellm sends the requests",
                    "PATH",
                    Kind.FILE,
                ),
                Option(("--insist",), "Also send requests that are expected to fail"),
                Option(("--json",), "Print one JSON object per line as events happen"),
            ),
        ),
        Command(
            "request",
            "Print the call that a test of a section makes, without making it",
            (_SECTION,),
            (_JSON, Option(("--curl",), "Print a curl command that sends the same"), _REVEAL),
        ),
        Command(
            "models",
            "Search the known models, or those that an endpoint serves",
            (Argument("query", "Text to search for; every word must match", "QUERY", arity="*"),),
            (
                Option(
                    ("--section",),
                    "List the models that the endpoint of this section serves",
                    "SECTION",
                    Kind.SECTION,
                ),
                _JSON,
            ),
        ),
        Command(
            "export",
            "Print effective values as environment variables, or as a profile",
            (_SECTION._replace(arity="?"),),
            (
                Option(
                    ("--as",),
                    "Format of the output",
                    "FORMAT",
                    choices=facts.export_formats,
                    required=True,
                    attribute="form",
                ),
                Option(("--all",), "Export every section, each to a file (profiles only)"),
                Option(
                    ("-o", "--output"),
                    "Write to new files in this folder (profiles only)",
                    "DIR",
                    Kind.FILE,
                ),
                _REVEAL,
            ),
        ),
        Command(
            "schema",
            "Print a JSON Schema of the file, for Taplo, Tombi and VS Code",
        ),
        Command(
            "log",
            "List the versions of the file that its saves have kept",
            (),
            (Option(("-p", "--patch"), "Also print the diff of each version"), _JSON),
        ),
        Command(
            "restore",
            "Bring back an earlier version of the file",
            (Argument("number", "Number of the version; log lists them", "N", Kind.VERSION),),
            edits=True,
        ),
        Command(
            "completion",
            "Print the completion script of a shell, or install it",
            (
                Argument(
                    "shell", "Shell; by default yours", "SHELL", arity="?", choices=facts.shells
                ),
            ),
            (Option(("--install",), "Install it for you, in every new shell"),),
        ),
        Command(
            "complete",
            "Print completion candidates; the completion scripts call it",
            (Argument("words", "Words typed so far", "WORD", arity="raw"),),
            hidden=True,
        ),
    )
}


def options_of(command: Command) -> tuple[Option, ...]:
    """All options of a command: its own first, those of every command last."""
    return command.own_options + (EDIT_OPTIONS if command.edits else ()) + COMMON_OPTIONS
