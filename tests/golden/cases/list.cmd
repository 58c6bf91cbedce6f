pptp-diagnose --list
