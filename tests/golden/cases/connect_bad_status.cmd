pptp-connect 192.0.2.1 --status-json 99
