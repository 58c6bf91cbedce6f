r"""11 and 12: four backslashes in the options file where the domain and the user need two."""

USER = r"LAB\\\\lab"
SERVER_SECRETS = '"LAB\\\\lab" * secret-of-the-lab *\n'
CLIENT_SECRETS = '* * secret-of-the-lab *\n'
SYSLOG = "traditional"
EXPECT = """
12 cause
11 symptom
"""
STATUS = 19


def story(stage):
    stage.attempt()
