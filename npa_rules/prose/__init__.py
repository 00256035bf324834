"""Verdicts in words, Dutch and English, from one set of templates; no model, no guessing."""
