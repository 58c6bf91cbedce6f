pptp-connect --peer ../etc
