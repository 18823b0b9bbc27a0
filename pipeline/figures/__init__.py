"""Figures: exhibits drawn as charts. ``make`` draws them, ``key`` says when a picture may be kept, ``kinds`` lists the charts.

Nothing is imported here: a process that only asks for keys loads no plotting library.
"""
