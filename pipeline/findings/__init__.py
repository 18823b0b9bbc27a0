"""Results turned into facts, and facts into sentences that say only what the data support."""
