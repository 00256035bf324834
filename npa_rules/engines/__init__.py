"""The engines: the reference evaluator, which is the meaning, and the printers that must agree with it."""
