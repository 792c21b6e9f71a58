"""Sayso, the evidence desk: who says so, on whose word, how sure, and what speaks against it."""
