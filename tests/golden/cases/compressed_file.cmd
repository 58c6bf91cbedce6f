pptp-diagnose inputs/compressed.log.gz
