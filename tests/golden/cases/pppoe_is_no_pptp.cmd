cd ../../../corpus/noise && pptp-diagnose pppoe-lcp-timeout.log
