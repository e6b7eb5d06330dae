"""Lists of people -> who was present, absent, in an office, and who signed."""
