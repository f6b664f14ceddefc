"""The terminal application, and the commands beside it."""
