"""`llm-tui schema`: a JSON Schema of the file, for editors."""

import json

from llm_tui.model.dialects.known import in_doubt
from llm_tui.model.store import storage
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.config_file import chosen_for
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on


def run(options: Options) -> int:
    """Print the schema for the program and the release that read the file, if there is one."""
    path = options.file or storage.default_path()
    asked = options.dialect or options.release
    if path is None or (asked and options.file is None):
        dialect = chosen_for(options, Document(b""), None).dialect if asked else in_doubt()
    else:
        options.path = path
        dialect = chosen_for(options, storage.read(path), path).dialect
    pass_on(f"{json.dumps(dialect.schema(), indent=2)}\n")
    return 0
