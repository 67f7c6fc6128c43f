"""What a mail says: one question a file, each answered with a Finding that quotes its words.

Pure: no I/O, no clock. Knows nothing of the procedure, nor of what follows from an answer.
"""
