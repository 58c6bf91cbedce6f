pptp-connect 192.0.2.1 --no-mppe --require-mppe-128
