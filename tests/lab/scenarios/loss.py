"""Healthy: one packet in a hundred is lost, each way."""

SECONDS = 30
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    # Not before: where the server's last ConfAck of CCP is lost, the client asks once more, and a pppd
    # that requires MPPE takes that for the end of encryption and terminates the link.
    stage.disturb("cli", "loss 1%")
    stage.disturb("srv", "loss 1%")
    stage.run("cli", "ping -c 300 -i 0.01 -W 1 -s 1000 10.9.0.1")
    stage.stop_client()
    stage.await_server_end()
