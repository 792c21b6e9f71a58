"""Training of the pair network: do two sentences contradict each other, agree, or neither."""
