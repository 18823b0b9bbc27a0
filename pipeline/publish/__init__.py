"""What leaves the house: the whole edition at once, its manifest and the lineage of its facts."""
