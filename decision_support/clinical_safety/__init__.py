"""What could harm a patient, what stands against it, and what shows that it does: read from docs/clinical-safety."""
