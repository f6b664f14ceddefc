"""The state of the main screen, and what is derived from it to be drawn. Knows no Textual."""
