"""Facts: from files of users to typed items."""
