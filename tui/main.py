"""The command `llm-tui`: the screen, or one of the commands beside it."""

import gc
import os
import sys
from collections.abc import Sequence

from llm_tui.model.errors import FileError, LlmTuiError
from llm_tui.tui.commands import COMMANDS, UsageError, usage_text
from llm_tui.tui.commands.arguments import command_of

DONE, NO, USAGE, FILE = 0, 1, 2, 3
"""Exit statuses: done; the answer is no; called wrongly; the file can't be read or written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status. Errors are one line on stderr."""
    # A command ends before collecting garbage would pay.
    gc.disable()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except UsageError as error:
        return _fail(f"{error} (llm-tui --help lists the commands)", USAGE)
    except FileError as error:
        return _fail(str(error), FILE)
    except LlmTuiError as error:
        return _fail(str(error), NO)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(words: list[str]) -> int:
    name, rest = command_of(words, COMMANDS.keys())
    if name is None and ("-h" in rest or "--help" in rest):
        print(usage_text())
        return DONE
    status = COMMANDS[name or "open"].load()(rest)
    sys.stdout.flush()
    return status


def _fail(message: str, status: int) -> int:
    print(f"llm-tui: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
