"""A mail server for the journey: implicit TLS with a certificate of its own.

Usage: smtp_server.py FOLDER

Writes `ca.pem` and one `.eml` file a message into FOLDER, and prints the port
it listens on. Stops when its standard input is closed.
"""

import itertools
import ssl
import sys
from pathlib import Path

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

ACCOUNT = (b"courier", b"correct horse")


class Keep:
    """Puts each message into the folder, with its envelope in front."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_DATA(self, server, session, envelope):
        name = f"{next(self.numbers):03}"
        (self.folder / f"{name}.to").write_text("\n".join(envelope.rcpt_tos), encoding="utf-8")
        (self.folder / f"{name}.eml").write_bytes(envelope.original_content)
        return "250 kept"


def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == ACCOUNT)


def main() -> None:
    folder = Path(sys.argv[1])
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(tls)
    server = Controller(
        Keep(folder),
        hostname="127.0.0.1",
        port=0,
        ssl_context=tls,
        server_hostname="localhost",
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=False,  # The whole connection is TLS already.
        auth_exclude_mechanism=["CRAM-MD5"],
        data_size_limit=30_000_000,
    )
    # The controller asks its own port once it runs, and 0 is none: a free one
    # is taken just before.
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    server.start()
    print(server.port, flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
