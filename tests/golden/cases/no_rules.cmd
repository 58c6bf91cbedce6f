pptp-diagnose --no-builtin-rules --list
