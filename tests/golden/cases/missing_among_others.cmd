pptp-diagnose inputs/not-there.log inputs/other.log
