"""The only code that opens an editor's workbook: layout, read, check, mark up, write, import."""
