"""Real servers, each installed and started in a virtual environment of its own."""
