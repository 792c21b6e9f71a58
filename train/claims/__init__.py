"""Training of the claim network: how much of a fact a source makes an event, how it knows, what it says of presence."""
