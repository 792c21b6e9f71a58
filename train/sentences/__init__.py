"""Export of the sentence encoder, which is all-MiniLM-L6-v2 as it was published."""
