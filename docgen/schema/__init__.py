"""Text-only YAML with positions, bound to models.

Decision: PyYAML's parser gives events with marks; every scalar stays text and the model gives the type, so leading
zeros, «no» and «12:30» survive. Long plain lists are read line by line, but only where tests show that the parser
would read the same and have nothing to say. Only this room knows yaml. May import ``vietnamese`` and lower.
"""

from docgen.schema.binding import bind
from docgen.schema.composing import compose, compose_part
from docgen.schema.encoding import decode
from docgen.schema.example import example, switched_on
from docgen.schema.json_schema import json_schema
from docgen.schema.nodes import Entry, Mapping, Node, Scalar, Sequence
from docgen.schema.places import Places
from docgen.schema.plain_lists import plain_list

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Places",
    "Scalar",
    "Sequence",
    "bind",
    "compose",
    "compose_part",
    "decode",
    "example",
    "json_schema",
    "plain_list",
    "switched_on",
]
