pptp-diagnose inputs/other.log
