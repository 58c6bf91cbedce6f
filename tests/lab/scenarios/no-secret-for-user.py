"""16: the client's chap-secrets has no line for the user."""

CLIENT_SECRETS = "somebody-else * secret-of-the-lab *\n"
EXPECT = """
16 cause
19 symptom
"""
EXPECT_SYSLOG = """
16 cause
19 symptom
18 symptom
"""
EXPECT_LIVE = "16 cause"
STATUS = 10


def story(stage):
    stage.attempt()
