"""Serving: the site on this machine while minutes are edited, page by page as it is asked for."""
