"""Whole sections: using one, comparing, renaming and exporting them, and giving one another model."""
