pptp-connect 192.0.2.1 --log no-such-folder/log
