pptp-diagnose --rules packs/broken.json inputs/other.log
