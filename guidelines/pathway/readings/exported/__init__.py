"""A rule set composed into one library of named definitions, which elm.py and cql.py spell."""
