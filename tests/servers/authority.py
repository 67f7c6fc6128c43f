"""A throw-away certificate authority for servers on this machine."""

import ssl
from pathlib import Path

import trustme


class Authority:
    """Certificates for ``127.0.0.1`` and ``localhost``; ``ca_file`` is what a client must trust."""

    def __init__(self, directory: Path) -> None:
        """Make the authority and one server certificate, in files of ``directory``."""
        directory.mkdir(parents=True, exist_ok=True)
        authority = trustme.CA()
        certificate = authority.issue_cert("127.0.0.1", "localhost")
        self.ca_file = directory / "ca.pem"
        self.cert_file = directory / "cert.pem"
        self.key_file = directory / "key.pem"
        authority.cert_pem.write_to_path(self.ca_file)
        certificate.private_key_pem.write_to_path(self.key_file)
        self.cert_file.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))

    def server_context(self) -> ssl.SSLContext:
        """TLS for a server in this process."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert_file, self.key_file)
        return context
