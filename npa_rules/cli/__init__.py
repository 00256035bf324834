"""The command line: `npa check` starts without click, everything else goes through it."""
