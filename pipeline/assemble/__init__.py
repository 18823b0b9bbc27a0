"""From chapters and findings to a plain Quarto project, one a language."""
