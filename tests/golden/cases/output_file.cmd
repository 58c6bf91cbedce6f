pptp-diagnose -o "$SCRATCH/report" inputs/other.log && head -1 "$SCRATCH/report"
