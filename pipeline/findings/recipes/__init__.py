"""Recipes: each turns observations into one Exhibit - facts, data and sentences; chosen by name in report/exhibits."""
