"""`llm-tui export`: effective values as environment variables, or as profiles."""

from llm_tui.model.check.phrases import loss
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.export import EXPORT_FORMATS, exported
from llm_tui.model.switching.profiles import (
    FORMAT,
    as_last_read,
    profile_files,
    write_profiles,
)
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import pass_on, say


def run(options: Options) -> int:
    """Print the variables or the profile; what they cannot carry is reported on stderr."""
    _check(options)
    resolution, _ = opened(options)
    if options.form == FORMAT:
        resolution = as_last_read(resolution)
    if options.output is not None:
        return _write(options, resolution)
    section = known_section(options.section, resolution)
    text, notes = exported(resolution, section, options.form, reveal=options.reveal)
    pass_on(text)
    if resolution.status(section).ignored:
        warn(loss(resolution, section))
    for note in notes:
        warn(note)
    return 0


def _check(options: Options) -> None:
    """Raise UsageError for options that don't go together."""
    if (options.section is not None) == options.all:
        raise UsageError("name a section, or use --all")
    if options.form == FORMAT:
        if options.all and options.output is None:
            raise UsageError("--all writes files; name their folder with -o DIR")
    elif options.all or options.output is not None:
        others = ", ".join(form for form in EXPORT_FORMATS if form != FORMAT)
        raise UsageError(f"--all and -o are for --as profile, not for {others}")


def _write(options: Options, view: Resolution) -> int:
    """Write a file for each section; exit status 1 if one of them can't have any."""
    sections = view.paths if options.all else (known_section(options.section, view),)
    files = tuple(profile_files(view, _used(view, sections), options.output, reveal=options.reveal))
    write_profiles(files, options.output)
    for file in files:
        say(file.path)
    # Most of what there is to say is the same for all of them.
    for note in dict.fromkeys(note for file in files for note in file.notes):
        of = [section_name(file.section) for file in files if note in file.notes]
        warn(note if len(of) == len(files) else f"{', '.join(of)}: {note}")
    left = [section_name(path) for path in sections if path not in {f.section for f in files}]
    for name in left:
        reason = view.dialect.profile_name_fault(name) or "the program ignores the section"
        warn(f"{name} has no profile: {reason}")
    return int(bool(left))


def _used(view: Resolution, sections: tuple[Path, ...]) -> list[Path]:
    """The sections that are not ignored: an ignored one has the values of another."""
    return [section for section in sections if not view.status(section).ignored]
