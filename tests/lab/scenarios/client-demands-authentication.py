"""13: the client's own options demand that the server authenticate itself."""

CLIENT_COMMON = "lock hide-password noipx auth"
CLIENT = "remotename pptpd nobsdcomp nodeflate require-mppe-128"
CLIENT_SECRETS = "lab pptpd secret-of-the-lab *\n"
ONLY_PPPD = True
EXPECT = "13 cause"


def story(stage):
    stage.start_client()
    stage.await_client_end(60)
