cd ../../../corpus/healthy && pptp-diagnose howto-known-working.log
