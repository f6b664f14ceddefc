"""The programs that read the file, each with its own rules."""
