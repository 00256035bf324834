"""The text of an edition in the user's own copy: reading it, finding each clause, starting the next edition."""
