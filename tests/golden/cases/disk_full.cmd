pptp-diagnose --fault-tree > /dev/full
