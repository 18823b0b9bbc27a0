"""What things are: frozen values without files. Everything above this floor speaks in them."""
