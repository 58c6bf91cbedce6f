pptp-diagnose --decode 'hello world'
