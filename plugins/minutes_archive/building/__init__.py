"""Builds: one at a time for a site folder, made beside the old site, swapped in, remembered."""
