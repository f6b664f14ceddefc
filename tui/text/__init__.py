"""Text for people, for the screen and the commands alike, without Textual."""
