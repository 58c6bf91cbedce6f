pptp-connect 192.0.2.1 --password-file a --password-env B
