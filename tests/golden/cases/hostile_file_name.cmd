pptp-diagnose "$(printf 'no\033[2J\nsuch file')"
