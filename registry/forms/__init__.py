"""The registry's forms: they read what was typed and say what cannot be read; actions do the rest."""
