"""What leaves the registry: variables with their meaning, laid out as rows, written as a file with its dictionary."""
