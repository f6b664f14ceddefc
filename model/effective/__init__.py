"""Effective values: sections and settings with their origin, and why they are so."""
