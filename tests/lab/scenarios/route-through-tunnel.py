"""28: once the tunnel is up, the route to the server leads through it."""

SECONDS = 30
ALONE = True  # the loop takes all of the processor
SERVER = ("refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128 "
          "lcp-echo-interval 3 lcp-echo-failure 6")
CLIENT_COMMON = "lock hide-password noipx lcp-echo-interval 3 lcp-echo-failure 4"
CLIENT_LOGGING = "debug debug logfd 2"
IP_UP = "ip route replace 192.0.2.1 dev $1"
EXPECT = "28 cause"
STATUS = 15


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.run("cli", "ping -c 3 -i 0.2 -W 1 10.9.0.1 || true")
    stage.await_client_end(60)
