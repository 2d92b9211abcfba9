"""Runs a program on a terminal of its own and types lines at its prompts.

Usage: type_at_prompt.py LINE… -- PROGRAM ARGUMENT…

Prints what the terminal showed, and ends as the program ended.
"""

import os
import pty
import sys
import time

split = sys.argv.index("--")
lines, program = sys.argv[1:split], sys.argv[split + 1 :]
child, terminal = pty.fork()
if child == 0:
    os.execv(program[0], program)
shown = b""
while True:
    try:
        read = os.read(terminal, 4096)
    except OSError:  # The program has closed its end.
        break
    if not read:
        break
    shown += read
    if lines and shown.rstrip(b"\r\n").endswith(b": "):
        time.sleep(0.1)  # The prompt comes before the echo is switched off.
        os.write(terminal, lines.pop(0).encode() + b"\n")
        shown += b"\n"
sys.stdout.write(shown.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
