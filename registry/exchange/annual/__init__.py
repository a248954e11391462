"""The annual report as people get it: web page, PDF and data files with their dictionary, in the language that is active."""
