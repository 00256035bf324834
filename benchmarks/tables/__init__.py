"""The table engine beside hand-written code and its peers (`python -m benchmarks.tables`)."""
