cat inputs/other.log | pptp-diagnose
