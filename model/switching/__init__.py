"""Whole sections: which one is used, what they hold beside each other, and where that goes."""
