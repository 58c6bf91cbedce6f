pptp-diagnose --no-builtin-rules --rules packs/good.json --list
