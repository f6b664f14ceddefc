"""`python -m llm_tui` is the command `llm-tui`."""

import sys

from llm_tui.tui.main import main

sys.exit(main())
