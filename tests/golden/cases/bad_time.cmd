pptp-diagnose --since 'next week' inputs/other.log
