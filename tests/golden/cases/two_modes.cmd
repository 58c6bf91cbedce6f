pptp-diagnose --list --explain 3
