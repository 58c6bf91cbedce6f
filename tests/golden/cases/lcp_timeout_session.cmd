pptp-diagnose --no-builtin-rules --rules packs/timeout.json --session s1 inputs/lcp-timeout.log | head -1
