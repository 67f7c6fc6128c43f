"""One file per subcommand; ``cli.COMMANDS`` lists them."""
