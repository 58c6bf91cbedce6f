pptp-diagnose --no-builtin-rules --rules packs/timeout.json --fail-on never inputs/lcp-timeout.log | head -1
