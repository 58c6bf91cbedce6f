pptp-diagnose
