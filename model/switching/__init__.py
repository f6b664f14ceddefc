"""Whole sections: using, comparing, renaming and exporting them; another model for one."""
