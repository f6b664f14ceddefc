"""`python -m llm_tui` is the command `llm-tui`."""

from llm_tui.tui.main import start

start()
