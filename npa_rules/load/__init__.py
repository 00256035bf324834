"""From files to the typed rule set: reading with positions, checking, compiling."""
