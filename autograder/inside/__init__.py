"""All that runs beside student code: the standard library and NumPy alone.

A worker starts this folder as a program (``python -s -P -B .../inside``), so
that nothing else of the kit has to be visible to it. Nothing here knows an
exercise, an answer or a score.
"""
