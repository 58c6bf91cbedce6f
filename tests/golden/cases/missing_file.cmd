pptp-diagnose inputs/not-there.log
