"""``python -m mailroute``: the same as the ``mailroute`` command."""

from mailroute.cli import main

if __name__ == "__main__":
    main()
