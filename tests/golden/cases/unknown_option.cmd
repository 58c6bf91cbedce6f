pptp-diagnose --frobnicate
