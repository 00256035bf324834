"""Which verdicts on given facts turn between two sets of rules, and by which change (`npa impact`)."""
