pptp-diagnose --format json inputs/other.log
