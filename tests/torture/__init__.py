"""Saves that are cut off, disks that fail, and programs that write at the same time."""
