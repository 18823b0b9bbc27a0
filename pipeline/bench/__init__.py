"""The benchmark: the figures of speed and size of DESIGN, section 8, measured in fresh processes in copies of the project.

Every figure stands beside its target; ratios have both sides measured in the same run, one right after the other. Each
run is added to a history that can be drawn.
"""
