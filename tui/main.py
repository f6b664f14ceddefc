"""The command `llm-tui`: the screen, or one of the commands beside it."""

import contextlib
import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from llm_tui.model.errors import FileError, LlmTuiError
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.common_options import HELP
from llm_tui.tui.commands.parser import command_of, read, refuse_mistyped
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import discard_output, say
from llm_tui.tui.commands.table import COMMANDS
from llm_tui.tui.output.ascii_text import prepare_streams
from llm_tui.tui.output.process import leave

SUCCESS, NO, USAGE, FILE = 0, 1, 2, 3
"""Exit statuses: success; the answer is no; a usage error; a file that can't be used."""


def start() -> NoReturn:
    """The process of the command `llm-tui`: run its command line, and end."""
    leave(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status. Errors are one line on stderr."""
    # A command ends before collecting garbage would pay.
    gc.disable()
    prepare_streams(sys.stdout, sys.stderr)
    try:
        return _run(arguments)
    except LlmTuiError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Nobody reads the output any more.
        discard_output()
        return SUCCESS
    except Exception as error:  # noqa: BLE001
        return _crash(error, None)


def _run(arguments: Sequence[str]) -> int:
    command, words = command_of(arguments)
    if command is None and any(flag in words for flag in HELP.flags):
        from llm_tui.tui.commands.help import help_text

        say(*help_text().split("\n"))
        return SUCCESS
    if command is None:
        refuse_mistyped(words)
        command = COMMANDS["open"]
    options = read(command, words)
    try:
        status = command.load()(options)
    except (UsageError, FileError):
        raise
    except LlmTuiError as error:
        raise LlmTuiError(f"{options.path}: {error}" if options.path else str(error)) from error
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001
        return _crash(error, options.path)
    sys.stdout.flush()
    return status


def _refuse(error: LlmTuiError) -> int:
    if isinstance(error, UsageError):
        return _fail(f"{error}{error.advice}", USAGE)
    return _fail(str(error), FILE if isinstance(error, FileError) else NO)


def _crash(error: Exception, path: str | None) -> int:
    """Report a fault of the program itself. A traceback could show a secret."""
    from llm_tui.tui.text.crash_report import kept_report, secrets_of

    # Something may be in a buffer that can't be written any more.
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    return _fail(kept_report(error, secrets_of(path, sys.argv)), NO)


def _fail(message: str, status: int) -> int:
    warn(message)
    return status


if __name__ == "__main__":
    start()
