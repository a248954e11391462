"""The thin views that tie the two apps together: each gates, reads a form, calls one action, and shows or redirects."""
