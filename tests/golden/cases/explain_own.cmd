pptp-diagnose --rules packs/good.json --explain coffee-machine-hangup
