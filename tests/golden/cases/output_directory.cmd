cd "$SCRATCH" && pptp-diagnose -o . /dev/null
