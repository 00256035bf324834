"""Reports of verdicts: plain data first, text and markdown from it."""
