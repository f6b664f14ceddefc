"""Any other program with `[llm]` sections: nothing is claimed that the file does not say."""

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Family
from llm_tui.model.toml.document import Document


class Generic(Dialect):
    """A program that is not known: each section as it is written."""

    name = "generic"
    program = "The program"
    title = "generic"
    reads_sections_alone = True

    def is_plain(self, document: Document) -> bool:
        """Every file is: it is read by TOML 1.0."""
        return True


FAMILY = Family(Generic())
