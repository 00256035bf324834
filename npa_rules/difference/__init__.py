"""What changed between two editions, versions, dates or revisions, in words (`npa diff`)."""
