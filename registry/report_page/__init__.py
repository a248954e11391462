"""A unit's report in words and charts: what is asked, the numbers with their surnames, who did not answer."""
