"""Files -> lines: what a file is, and how each format is read."""
