"""The check that nothing private is published, in minutes files and the documents beside them."""
