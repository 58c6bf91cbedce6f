"""How the client is started: pppd with pptp on a pseudo-terminal, or a program in their place.

A scenario says in pppd's words what the client is told. Another program gets the same files, as
pppd's users would go on using them: it must understand /etc/ppp/peers and what belongs to it.
"""


def files_of(settings):
    """Returns path -> text of the client's files."""
    pty = f'pty "{settings.PPTP.format(address=settings.ADDRESS)}"\n' * (settings.STARTS == "pppd")
    return {
        "/etc/ppp/options": settings.CLIENT_COMMON + "\n",
        "/etc/ppp/chap-secrets": settings.CLIENT_SECRETS,
        "/etc/ppp/pap-secrets": settings.CLIENT_SECRETS,
        "/etc/ppp/peers/lab": f"{pty}user {settings.USER}\n{settings.CLIENT}\n",
        "/etc/ppp/ip-up": f"#!/bin/sh\n{settings.IP_UP}\n",
    }


def command_of(settings, program, folder, log):
    """Returns the command, and the file in "folder" that receives what it prints."""
    call = ["call", "lab", "nodetach", *settings.CLIENT_LOGGING.split()]
    if program != "pppd":
        command = [program, settings.ADDRESS, "--peer", "lab", "--log", f"{folder}/{log}.log"]
        if "debug" in settings.CLIENT_LOGGING:
            command += ["--diagnose", "--format", "json", "--output", f"{folder}/{log}.report",
                        "--status-json", f"{folder}/{log}.events"]
        return command, f"{log}.out"
    if settings.STARTS == "pppd":
        return ["pppd", *call], f"{log}.log"
    return ["pptp", settings.ADDRESS, "--debug", *call], f"{log}.log"
