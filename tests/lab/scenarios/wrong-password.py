"""11 and 12: the client's password is not the one that the server knows."""

CLIENT_SECRETS = "lab * some-other-secret *\n"
EXPECT = """
12 cause
11 symptom
"""
STATUS = 19


def story(stage):
    stage.attempt()
