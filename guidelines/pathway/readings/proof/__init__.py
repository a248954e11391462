"""All patients there could be: the rules read as formulas for z3, to prove that they are safe or to show who is not.

What is served needs no solver: claims, places, examples, witnesses and the record of the last run import no z3.
"""
