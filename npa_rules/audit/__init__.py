"""What an audit of a table writes and says: one pass over judged rows, sinks for files, a summary, roll-ups."""
