"""``python -m benchmarks``: every figure, one after the other."""

from benchmarks import explain

if __name__ == "__main__":
    explain.main()
