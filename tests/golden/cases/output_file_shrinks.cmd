yes | head -9999 > "$SCRATCH/report"; pptp-diagnose -o "$SCRATCH/report" inputs/empty.log; wc -l < "$SCRATCH/report"
