"""The lines of the agenda items -> texts, decisions, tasks, votes and coming meetings."""
