pptp-connect --user anna
