"""A rule set as FHIR R4 resources: plain dictionaries, validated in the tests."""
