"""25 and 26: the server encrypts with 40-bit keys, the client with 128-bit keys."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-40"
EXPECT = """
26 cause
25 symptom
"""
STATUS = 5


def story(stage):
    stage.rewrite_key_length("cli", arriving=(0x20, 0x40), departing=(0x40, 0x20))
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.run("cli", "ping -c 20 -i 0.1 -W 1 10.9.0.1 || true")
    stage.await_text(30, "client.log", "ProtRej")
    stage.stop_client()
    stage.await_server_end()
