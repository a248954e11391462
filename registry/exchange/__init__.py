"""What comes into the registry from files, and what leaves it."""
