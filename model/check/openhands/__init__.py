"""Checks that concern OpenHands only."""

from llm_tui.model.check.openhands.lost_tables import lost_tables
from llm_tui.model.check.openhands.missing_references import users
from llm_tui.model.check.openhands.whole_file import ignored_sections, missing_core, replaced_base

FILE_CHECKS = (missing_core, ignored_sections, replaced_base, lost_tables, users)
