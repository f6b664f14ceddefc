"""The screens: what fills the terminal, and the dialogs over it."""
