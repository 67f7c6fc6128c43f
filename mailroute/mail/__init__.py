"""A mail, read and written: bytes to Message, Decision to Outgoing. Pure: no I/O, no clock."""
