"""What is recorded of an operation, and of how the patient was before it, as coded lists. Pure."""
