"""The text printed when the program itself fails: without locals, which hold API keys."""

import traceback
from collections.abc import Iterable

from llm_tui.model.secrets.masking import cut_out, mask_text


def crash_report(error: BaseException, secrets: Iterable[str]) -> str:
    """The traceback as text, with every secret cut out of it."""
    text = "".join(traceback.format_exception(error))
    return mask_text(cut_out(text, secrets))
