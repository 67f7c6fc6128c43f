"""Passwords, from a file or from the environment.

Comes in: where the configuration says a password is. Goes out: the password, or a PasswordError of one clear line.
Never: logs it, repeats it in a message, looks for it anywhere else.
"""

import stat
from collections.abc import Mapping
from pathlib import Path

_LARGEST = 4096


class PasswordError(Exception):
    """The password cannot be had. The message is one clear line: what, where, how to mend it."""


def password(*, file: Path | None, env: str | None, environ: Mapping[str, str]) -> str | None:
    """The password from ``file`` (one line) or the environment variable ``env``; None when neither is configured.

    One line end at the end of the file is not part of the password. Raises PasswordError when both are configured,
    when it is missing, empty, more than one line or not UTF-8, and when everybody on the machine could read the file.
    """
    if file is not None and env:
        raise PasswordError(f"both password_file ({file}) and password_env ({env}) are given: leave one of them out")
    if file is not None:
        return _single_line(_read(file), f"the password file {file}")
    if env:
        if env not in environ:
            raise PasswordError(
                f"the environment variable {env} for the password is not set: set it, or use password_file"
            )
        return _single_line(environ[env], f"the environment variable {env}")
    return None


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            mode = stat.S_IMODE(file.stat().st_mode)
            if mode & stat.S_IROTH:
                raise PasswordError(
                    f"the password file {file} can be read by everybody on this machine: chmod 600 {file}"
                )
            raw = opened.read(_LARGEST + 1)
    except OSError as error:
        raise PasswordError(
            f"the password file {file} cannot be read ({error.strerror}): create it, with mode 600"
        ) from error
    if len(raw) > _LARGEST:
        raise PasswordError(
            f"the password file {file} is longer than {_LARGEST} octets: it must hold the password alone"
        )
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise PasswordError(f"the password file {file} is not UTF-8 text: save it as UTF-8") from error
    return text.removesuffix("\n").removesuffix("\r")


def _single_line(text: str, where: str) -> str:
    if not text:
        raise PasswordError(f"{where} is empty: put the password in it")
    if any(mark in text for mark in "\r\n\0"):
        raise PasswordError(f"{where} holds more than one line: it must hold the password alone")
    return text
