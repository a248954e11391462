"""A made-up department to look around in: users, patients with stories, and years of follow-up. Nobody in it exists."""
