pptp-diagnose "--$(printf '\033[2J')"
