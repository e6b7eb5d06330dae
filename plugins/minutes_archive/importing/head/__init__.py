"""The head of a document: labelled fields, title, date, time, place and body."""
