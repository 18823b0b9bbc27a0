"""What people type: a module for each kind of work, a function for each command. Imports stay inside the functions."""
