pptp-diagnose --fault-tree
