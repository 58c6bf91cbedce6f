pptp-diagnose --format jsonl inputs/other.log
