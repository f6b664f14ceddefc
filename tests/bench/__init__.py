"""Speed, bytes and memory, each beside something that runs in the same minutes."""
