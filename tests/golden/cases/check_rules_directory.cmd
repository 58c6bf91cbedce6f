mkdir "$SCRATCH/rules" && cp packs/good.json "$SCRATCH/rules/" && echo {} > "$SCRATCH/rules/schema.json" && cd "$SCRATCH" && pptp-diagnose --no-builtin-rules --check-rules rules .
