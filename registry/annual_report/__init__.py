"""The annual report of the registry. Pure: what it shows, how its sentences are made, and the linter that reads it.

`report` is the report as a value, `linting` finds what is wrong with one, `printed` is the report of 2022 as it was
printed, on which the linter is proved.
"""
