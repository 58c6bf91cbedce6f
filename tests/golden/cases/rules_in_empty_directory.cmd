cd "$SCRATCH" && mkdir empty && pptp-diagnose --rules empty /dev/null
