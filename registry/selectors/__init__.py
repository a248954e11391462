"""All shared reads of the registry."""
