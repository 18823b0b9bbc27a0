"""Studies: one method on a researcher's own workbook, in the layout of the data sheets; ``gdgr index``, ``progress`` ..."""
