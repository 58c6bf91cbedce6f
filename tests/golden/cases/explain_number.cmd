pptp-diagnose --explain 18 | head -2
