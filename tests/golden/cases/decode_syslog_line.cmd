pptp-diagnose --decode 'Sep 10 05:19:06 client pppd[311]: rcvd [LCP TermReq id=0x1 00 00 02 dc]'
