"""The main screen as rows of styled text: a function of the snapshot and the size; no Textual."""
