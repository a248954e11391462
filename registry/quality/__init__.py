"""What is asked about the data: values that a query may be about, the rules that raise one, and what is missing. Pure."""
