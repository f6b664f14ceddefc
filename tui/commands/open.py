"""`llm-tui [PATH]`: the screen."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext

from llm_tui.model.errors import FileError
from llm_tui.model.store import saves, storage
from llm_tui.model.store.interrupted import clean_up
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.config_file import chosen_for
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import say
from llm_tui.tui.output.ascii_text import is_wanted
from llm_tui.tui.output.depth import FEW, KNOWN_TO_BE_PLAIN, Depth, depth, set_for_textual
from llm_tui.tui.output.terminfo import abilities
from llm_tui.tui.session import NOT_CHOSEN, Session

FROM_TEXTUAL = {"TEXTUAL_DRIVER", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"}
"""Variables whose meaning only Textual knows: with one of them the first frame is its own."""


def run(options: Options) -> int:
    """Open the screen on a file that is named, found or new."""
    if options.version:
        # Reading the metadata takes longer than all other imports of a command.
        from importlib.metadata import version

        say(f"llm-tui {version('llm-tui')}")
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FileError("the screen needs a terminal; --help lists the commands that need none")
    if (term := os.environ.get("TERM", "")) in KNOWN_TO_BE_PLAIN:
        raise FileError(
            f"the screen can't place its cursor: TERM is {term or 'not set'};"
            " --help lists the commands that need no terminal"
        )
    return _run_demo(options) if options.demo else _run_file(options)


def _run_file(options: Options) -> int:
    path = options.path or options.file or storage.default_path() or NOT_CHOSEN
    if not options.read_only and (note := clean_up(path)):
        options.complaints = (note, *options.complaints)
    document = None if storage.is_missing(path) else storage.read(path)
    return _run_screen(_session(path, document, options, options.environment), document, options)


def _session(
    path: str, document: Document | None, options: Options, environment: Mapping[str, str]
) -> Session:
    return Session(
        path,
        chosen_for(options, document or Document(b""), path),
        environment,
        read_only=options.read_only,
        preferences=options.preferences,
        complaints=options.complaints,
        env_file=options.env_file,
    )


def _run_demo(options: Options) -> int:
    import atexit
    import tempfile

    from llm_tui.tui.demo.server import start_server

    sample = os.path.join(os.path.dirname(os.path.dirname(__file__)), "demo", "config.toml")
    with open(sample, encoding="utf-8") as file:
        text = file.read().replace("http://127.0.0.1:4000/v1", start_server())
    folder = tempfile.mkdtemp(prefix="llm-tui-demo-")
    path = os.path.join(folder, "config.toml")
    # Nothing is left of it also where a signal ends the program.
    atexit.register(_forget_demo, path)
    document = Document(text.encode())
    storage.write(path, document.data)
    variables = options.env_file.variables if options.env_file else {}
    return _run_screen(_session(path, document, options, variables), document, options)


def _forget_demo(path: str) -> None:
    import shutil

    saves.forget(path)
    shutil.rmtree(os.path.dirname(path), ignore_errors=True)


def _run_screen(session: Session, document: Document | None, options: Options) -> int:
    is_drawn_first = not (options.plain_output or FROM_TEXTUAL & os.environ.keys())
    colours = _prepare_terminal()
    is_ascii = options.ascii or is_wanted(os.environ)
    mouse = options.preferences.mouse and not options.no_mouse
    first = None
    if is_drawn_first and document is not None and not session.is_broken(document):
        from llm_tui.tui.first_frame import first_frame

        first = first_frame(session, document, colours, mouse=mouse, is_ascii=is_ascii)
    with first or nullcontext():
        # What takes longest is done while the first frame can be read.
        _import_asyncio()
        from llm_tui.tui.app import LlmTui

        app = LlmTui(session, document, has_few_colours=colours in FEW, first=first)
        if options.plain_output:
            app.use_plain_output()
        if is_ascii:
            app.use_ascii()
        app.run(mouse=mouse)
    return app.return_code or 0


def _import_asyncio() -> None:
    """Import asyncio without TLS, which no connection of its own uses here.

    It would load OpenSSL, a tenth of the memory, in each run; what asks an endpoint for its models
    imports `ssl` when it is used.
    """
    if "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _prepare_terminal() -> Depth:
    """Set the variables that Textual reads when it is imported; returns the colours there are."""
    # Collecting garbage among what is imported for good takes a tenth of the start.
    gc.disable()
    # Textual would wait 100 ms for the rest of a sequence when escape is pressed alone.
    os.environ.setdefault("ESCDELAY", "25")
    # Over SSH an animation is many screens sent for one.
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    colours = depth(os.environ, abilities().colours)
    set_for_textual(colours)
    return colours
