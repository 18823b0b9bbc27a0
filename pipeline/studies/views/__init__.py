"""What a study looks like: text, pictures, a page; the profile of a unit, and whole designs side by side."""
