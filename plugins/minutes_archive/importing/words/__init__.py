"""The words of a document with their places, and the small grammars that several parts share."""
