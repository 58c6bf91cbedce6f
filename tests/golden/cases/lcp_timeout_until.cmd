pptp-diagnose --no-builtin-rules --rules packs/timeout.json --until 1999-01-01 inputs/lcp-timeout.log
