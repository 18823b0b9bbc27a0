"""Tables as values, with writers for the document and for the reader's spreadsheet."""
