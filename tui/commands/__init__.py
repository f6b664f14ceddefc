"""The commands beside the screen, one file each, so that none waits for the imports of another."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from llm_tui.model.errors import LlmTuiError

Run = Callable[[list[str]], int]
"""Takes the words behind the command's name, returns the exit status."""


class UsageError(LlmTuiError):
    """The command line is not one that llm-tui understands."""


class Command(NamedTuple):
    """A command by its name, as the help lists it."""

    name: str
    arguments: str
    help: str
    """Empty for what people do not call."""
    options: str = ""
    """Those that `arguments` does not show, each with what its value is: `--timeout=S`."""

    def load(self) -> Run:
        """Import what the command needs, and nothing else."""
        run: Run = import_module(f"llm_tui.tui.commands.{self.name}").run
        return run


_EDITS = "--dry-run --quiet"

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "open",
            "[PATH]",
            "open the screen (the word open may be left out)",
            "--demo --read-only --no-mouse --version",
        ),
        Command("list", "[--json]", "the sections: name, model, status, used by, in use"),
        Command("show", "[SECTION] [--all] [--json] [--reveal]", "effective values with origin"),
        Command("get", "SECTION KEY [--reveal]", "one effective value, alone on a line"),
        Command(
            "use",
            "SECTION [--agent AGENT]",
            "make OpenHands run on a section",
            _EDITS,
        ),
        Command(
            "export",
            "SECTION --as env|docker|shell|json",
            "effective values as environment variables",
            "--reveal",
        ),
        Command("diff", "SECTION OTHER [--json]", "what differs between two sections"),
        Command("set", "SECTION KEY=VALUE …", "set keys; KEY=- reads the value from stdin", _EDITS),
        Command("unset", "SECTION KEY …", "take keys out, so that they are inherited", _EDITS),
        Command("add", "NAME [KEY=VALUE …] [--from PROVIDER]", "add a section", _EDITS),
        Command("copy", "SECTION NEW", "copy a section to a new one", _EDITS),
        Command("rename", "SECTION NEW", "rename a section and every reference to it", _EDITS),
        Command(
            "check",
            "[--fix] [--json]",
            "what is wrong, what that means, and what mends it",
            _EDITS,
        ),
        Command(
            "test",
            "[SECTION …|--all]",
            "ask the models of sections (costs money)",
            "--prompt=TEXT --timeout=S --tools --insist --json",
        ),
        Command(
            "models",
            "[QUERY] [--section SECTION] [--json]",
            "known models, or those that a section can be served",
        ),
        Command("remove", "SECTION", "remove a section that nothing refers to", _EDITS),
        Command("completion", "bash|zsh|fish", "what makes a shell complete all this with tab"),
        Command("complete", "", ""),
    )
}

_OPTIONS = """\
  -f, --file PATH    the config file; else ./config.toml, then ~/.openhands/config.toml
  --dialect D        the program whose rules apply: {dialects}; else found out
  --release R        the release of OpenHands whose rules apply (newest known: {newest})
  --env-file FILE    add the variables of a .env, as OpenHands reads it: those that are set here win
  --demo             open the screen on a sample file in a temporary folder
  --read-only        open the screen without editing
  --no-mouse         leave the mouse to the terminal
  -n, --dry-run      print the diff of an edit without making it
  -q, --quiet        make an edit without printing its diff
  --reveal           print secrets in full
  --prompt TEXT      what test asks; --timeout S: seconds for each attempt; --tools: ask for a
                     tool call too; --insist: send also what will most likely fail; --json
  --section S        models: ask the endpoint of this section what it serves
  --version          print the version

SECTION is llm for the base, else a name, with or without "llm.".
Exit status: 0 done; 1 the answer is no; 2 called wrongly; 3 the file can't be read or written."""


def usage_text() -> str:
    """What `llm-tui --help` prints."""
    from llm_tui.model.dialects.known import NAMES, releases

    shown = [command for command in COMMANDS.values() if command.help and command.name != "open"]
    rows = [f"llm-tui {command.name} {command.arguments}" for command in shown]
    width = max(map(len, rows))
    helps = [command.help for command in shown]
    lines = [f"  {row:{width}}  {text}" for row, text in zip(rows, helps, strict=True)]
    screen = f"  {'llm-tui [PATH]':{width}}  open the screen"
    options = _OPTIONS.format(newest=releases("openhands")[-1], dialects=", ".join(NAMES))
    return "\n".join(["Usage:", screen, *lines, "", "Options may stand anywhere:", options])
