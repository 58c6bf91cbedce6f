pptp-diagnose --decode 'mppe 1 0 0 e1'
