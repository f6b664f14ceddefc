"""The errors of the model, one class per operation. `str()` of each is one line for the user."""


class LlmTuiError(Exception):
    """Anything that llm-tui refuses to do, with the reason as its text."""


class FileError(LlmTuiError):
    """The file can't be read or written. Nothing on disk was changed, or the text says so."""


class FileChangedError(FileError):
    """The file no longer holds the text that was to be replaced. Nothing was written."""


class FileBusyError(FileError):
    """Another process is saving the file, or writing to it. Nothing was written."""


class EditError(LlmTuiError):
    """The edit can't be made safely. The document was left as it was."""


class UnsafeEditError(EditError):
    """The edit was made, and then found to say something else than what was asked for."""


class ScanError(LlmTuiError):
    """The text does not have the line structure of TOML."""


class ValueRefusedError(LlmTuiError):
    """What was typed is not a value that this key takes."""


class UnknownDialectError(LlmTuiError):
    """No dialect, or no release of it, is called so; the text lists those that are known."""
