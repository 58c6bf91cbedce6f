pptp-diagnose inputs/empty.log
