"""The options that many commands have."""

from llm_tui.tui.commands import facts
from llm_tui.tui.commands.command import Kind, Option

HELP = Option(("-h", "--help"), "Print this help and exit")

COMMON_OPTIONS: tuple[Option, ...] = (
    Option(
        ("-f", "--file"),
        "Config file; by default ./config.toml, then ~/.openhands/config.toml",
        "PATH",
        Kind.FILE,
    ),
    Option(
        ("--dialect",),
        "Program whose rules apply; by default recognized from the file",
        "DIALECT",
        choices=facts.dialects,
    ),
    Option(
        ("--release",),
        "Release of that program; by default that of the checkout around the file",
        "RELEASE",
        Kind.RELEASE,
    ),
    Option(
        ("--env-file",),
        "Add the variables of a .env file; the environment takes precedence",
        "FILE",
        Kind.FILE,
        attribute="env_path",
    ),
    HELP,
)
"""Options of every command."""

EDIT_OPTIONS: tuple[Option, ...] = (
    Option(("-n", "--dry-run"), "Print the diff, but do not save it"),
    Option(("-q", "--quiet"), "Save without printing the diff"),
)
"""Options of every command that edits the file."""
