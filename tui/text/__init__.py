"""Text for people, on the screen and on paper alike: knows no Textual."""
