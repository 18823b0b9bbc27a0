"""The rules of the check, one family a module: functions that return problems, of what was parsed of one workbook or of all."""
