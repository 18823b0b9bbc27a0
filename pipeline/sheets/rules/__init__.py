"""The rules of the check, one family a module; each is a function of the parsed content that returns problems."""
