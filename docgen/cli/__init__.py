"""The command line: parse a request, call production, print the answer in Vietnamese.

May import ``production`` and lower. One file a command; a command's module imports nothing but click and the standard
library until the command runs, so that help answers at once. Results go to stdout, complaints to stderr. Exit status:
see ``exit_codes``. The machine's failures are turned into words at one place, ``main.run``; bugs keep their traceback.
"""
