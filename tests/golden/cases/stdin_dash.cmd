pptp-diagnose - inputs/empty.log < inputs/other.log
