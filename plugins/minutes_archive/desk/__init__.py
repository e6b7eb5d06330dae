"""The clerk's desk: drafts reviewed, corrected and published in the browser, one act at a time."""
