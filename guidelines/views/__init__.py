"""The guideline itself, on screen: about no patient, for every member of staff."""
