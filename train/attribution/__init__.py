"""Training of the attribution extractor: cue-pivot over MiniLM-L6."""
