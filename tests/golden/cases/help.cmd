pptp-diagnose --help
