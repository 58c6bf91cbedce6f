pptp-diagnose --no-builtin-rules --rules packs/timeout.json --session s99 inputs/lcp-timeout.log
