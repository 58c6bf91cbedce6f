"""1: the configuration program of 2002 is typed at a shell, and is not there."""

ONLY_PPPD = True
EXPECT = "1 cause"
EXPECT_SYSLOG = ""


def story(stage):
    stage.run("cli", f"bash -c 'pptp-command start lab' 2>{stage.folder}/client.log || true")
