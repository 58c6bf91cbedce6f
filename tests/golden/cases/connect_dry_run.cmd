pptp-connect 192.0.2.1 --route 10.0.0.0/8 --route 172.16.5.0/24 --mtu 1300 --dry-run
