pptp-diagnose inputs/binary.dat
