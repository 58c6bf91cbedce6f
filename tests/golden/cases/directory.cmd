pptp-diagnose inputs
