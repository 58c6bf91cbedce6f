(pptp-diagnose --fault-tree; echo "exit status $?" >&2) | true
