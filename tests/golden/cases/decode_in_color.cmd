pptp-diagnose --color always --decode 'E=691 R=1 V=3'
