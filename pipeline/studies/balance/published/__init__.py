"""Supply and use tables as publishers write them: read without a map in the workbook, by standard codes of lines.

``standards`` declares the codes, ``names`` tells a table by the name of its sheet or file, ``grid`` finds codes and figures
in a sheet, ``long`` turns a long table into sheets, ``lines`` and ``members`` say what each code is, and ``proposal`` joins
all that to the tables of each year and tells what it took for what.
"""
