"""mailroute: a help desk's mail, routed by its written procedure.

Bytes become a Message, a Message becomes Facts, Facts become a Decision, a Decision becomes Outgoing mail;
everything else is fetching, sending, remembering and showing.
"""

__version__ = "0.1.0"
