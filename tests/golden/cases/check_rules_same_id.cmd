cp packs/good.json "$SCRATCH/again.json" && cd "$SCRATCH" && cp again.json first.json && pptp-diagnose --no-builtin-rules --check-rules first.json again.json
