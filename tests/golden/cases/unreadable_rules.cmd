pptp-diagnose --rules packs/none.json inputs/other.log
