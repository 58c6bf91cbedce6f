pptp-diagnose --check-rules packs/good.json
