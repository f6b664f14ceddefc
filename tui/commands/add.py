"""`llm-tui add`: add a section."""

from shlex import quote

from llm_tui.model.catalogue.starters import starters
from llm_tui.model.edit import AddSection, Edit, SetValue
from llm_tui.model.switching.rename import free_name
from llm_tui.model.toml.keys import BASE
from llm_tui.tui.commands.config_file import section_path
from llm_tui.tui.commands.edit import Editing, assignment
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn


def run(options: Options) -> int:
    """Add a section with these values, in a new file too."""
    known = {starter.name: starter for starter in starters()}
    editing = Editing(options, create=True)
    section = section_path(options.name)
    if section != BASE:
        section = free_name(editing.document, editing.dialect, str(section[-1]))
    pairs = [assignment(word, editing.resolution, section) for word in options.assignments]
    begun = known[options.provider].values if options.provider else {}
    values = {**begun, **{key: accepted.value for key, accepted in pairs}}
    # A literal keeps its spelling as typed; AddSection takes values only.
    spelled = [
        SetValue(section, key, accepted.value, accepted.raw)
        for key, accepted in pairs
        if accepted.raw
    ]
    plain = {key: value for key, value in values.items() if key not in {s.key for s in spelled}}

    def edits(now: Editing) -> list[Edit]:
        if section != BASE:
            free_name(now.document, now.dialect, str(section[-1]))
        return [AddSection(section, plain), *spelled]

    status = editing.save(edits)
    for key in known[options.provider].to_fill_in if options.provider else ():
        if key not in values:
            warn(f"{key} is still to be set: llm-tui set {quote(options.name)} {key}=-")
    return status
