pptp-diagnose --no-builtin-rules --rules packs/timeout.json --since 1999-01-01 inputs/lcp-timeout.log | head -1
