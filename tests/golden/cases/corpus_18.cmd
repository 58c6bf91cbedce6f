cd ../../../corpus/howto && pptp-diagnose 18-ccp-confnak-none.log > "$SCRATCH/report"; echo $?; head -5 "$SCRATCH/report"
