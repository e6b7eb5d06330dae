"""Which lines are page furniture, head, agenda items and end matter."""
