"""The clinical assessment form: its questions are the facts of the contract, its sections are data."""
