"""What is asked of an episode, what is complete, and how far a department is from its target. Pure."""
