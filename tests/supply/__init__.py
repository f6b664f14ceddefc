"""What is installed, and from where: the supply chain."""
