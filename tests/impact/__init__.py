"""Tests of `npa impact`."""
