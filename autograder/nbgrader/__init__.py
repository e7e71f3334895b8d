"""The bridge to nbgrader: writes its courses, grades for it. The only room that imports it."""
