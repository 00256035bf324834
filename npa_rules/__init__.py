"""npa-rules: the Dutch national agreement on social housing as rules that can be run, explained and replayed."""

__version__ = "0.1.0"
