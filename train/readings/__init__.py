"""The training of the reading network."""
