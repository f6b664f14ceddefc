"""The commands beside the screen, one file each, so that none waits for the imports of another."""

from llm_tui.model.errors import LlmTuiError


class UsageError(LlmTuiError):
    """A command line that llm-tui does not understand."""

    advice = "; --help shows the usage"


class MistypedError(UsageError):
    """A word that is neither a command nor a file."""

    advice = ""
