"""Text-only YAML with positions, bound to models.

Decision: PyYAML's ``compose`` gives nodes with marks; every scalar stays text and the model gives the type, so
leading zeros, «no» and «12:30» survive. Only this room knows yaml. May import ``vietnamese`` and lower.
"""
