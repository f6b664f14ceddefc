"""The pictures of the documents: taken of the running program, on data that never change."""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "screenshots"
"""Where they are."""
