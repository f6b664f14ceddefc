"""Files on disk: reading, atomic saving, the history of edits, recovery, preferences."""
