"""What changed between two states of the data sheets, and what follows from it.

``sides`` finds the workbooks of a state (a workbook, a folder, a git revision); ``cells`` compares them by cell; ``effect``
makes the statements of the report from both and compares those; ``views`` shows it as text, JSON, Markdown or HTML; ``git``
lets git show and compare workbooks as rows.
"""
