pptp-diagnose --no-builtin-rules --check-rules packs/broken.json packs/good.json packs/not.json packs/none.json
