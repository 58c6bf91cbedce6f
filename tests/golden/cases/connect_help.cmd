pptp-connect --help
