pptp-diagnose --no-builtin-rules --rules packs/timeout.json --timeline inputs/lcp-timeout.log
