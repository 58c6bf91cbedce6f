pptp-diagnose --format xml inputs/other.log
