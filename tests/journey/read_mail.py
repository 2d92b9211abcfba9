"""Reads delivered messages with Python's own parser and prints them as JSON.

Usage: read_mail.py FOLDER
"""

import email
import email.policy
import json
import sys
from hashlib import sha256
from pathlib import Path


def part(message, kind):
    body = message.get_body(preferencelist=(kind,))
    return body.get_content() if body else ""


def read(path: Path) -> dict:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
    return {
        "envelope_to": path.with_suffix(".to").read_text(encoding="utf-8").split("\n"),
        "subject": str(message["Subject"]),
        "from": str(message["From"]),
        "to": str(message["To"]),
        "message_id": str(message["Message-ID"]),
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": part(message, "plain"),
        "html": part(message, "html"),
        "attachments": [
            {
                "name": item.get_filename(),
                "type": item.get_content_type(),
                "sha256": sha256(item.get_payload(decode=True)).hexdigest(),
            }
            for item in message.iter_attachments()
        ],
        "defects": [str(defect) for defect in message.defects],
    }


print(json.dumps([read(path) for path in sorted(Path(sys.argv[1]).glob("*.eml"))]))
