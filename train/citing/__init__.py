"""Training of the citation network: which names of a report are outlets it draws on."""
