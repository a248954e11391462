"""All patients there could be: the rules read as formulas for z3, to prove that they are safe or to show who is not.

Only `symbols`, `encoding`, `wishes`, `asking` and `proving` import z3; claims, places, patients and witnesses do not.
"""
