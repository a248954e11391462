"""`make bench-reports`: what a report costs at two sizes of the registry, and the same figures by other ways."""
