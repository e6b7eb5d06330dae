"""A static, searchable, cross-linked archive of published meeting minutes."""

__version__ = "0.1.0"
