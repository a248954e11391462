"""The patient's questionnaire: what is asked, who may answer, and how an invitation is sent."""
