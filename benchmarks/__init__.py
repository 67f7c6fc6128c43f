"""How quick mailroute is on this machine: one file a figure; ``python -m benchmarks`` runs all of them."""
