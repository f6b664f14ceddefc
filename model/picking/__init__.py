"""Another model for a section: what there is to choose from, and what does not go with it."""
