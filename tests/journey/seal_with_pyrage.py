"""Seals standard input to a recipient with pyrage, and writes the age file to
standard output.

Usage: seal_with_pyrage.py RECIPIENT
"""

import sys

import pyrage

recipient = pyrage.x25519.Recipient.from_str(sys.argv[1])
sys.stdout.buffer.write(pyrage.encrypt(sys.stdin.buffer.read(), [recipient]))
