pptp-diagnose --no-builtin-rules --rules packs/timeout.json --color always inputs/lcp-timeout.log
