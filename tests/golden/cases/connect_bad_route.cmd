pptp-connect 192.0.2.1 --route 10.0.0.0/33
