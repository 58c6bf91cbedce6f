"""How the client is started: pppd with pptp on a pseudo-terminal, or a program in their place.

A scenario says in pppd's words what the client is told. Another program gets the same as options
of its own; an option that has no counterpart there is one of pppd's ways of working, and left out.
"""

# pppd's option -> the other program's
TRANSLATED = {
    "require-mppe": "--require-mppe",
    "require-mppe-40": "--require-mppe-40",
    "require-mppe-128": "--require-mppe-128",
    "nomppe": "--no-mppe",
    "mppe-stateful": "--mppe-stateful",
    "refuse-pap": "--refuse-pap",
    "refuse-chap": "--refuse-chap",
    "refuse-mschap": "--refuse-mschap",
    "refuse-mschap-v2": "--refuse-mschap-v2",
    "defaultroute": "--default-route",
}
TRANSLATED_WITH_VALUE = {
    "mtu": "--mtu",
    "mru": "--mru",
    "lcp-echo-interval": "--lcp-echo-interval",
    "lcp-echo-failure": "--lcp-echo-failure",
}


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


def command_of(settings, program):
    if program == "pppd":
        call = ["call", "lab", "nodetach", *settings.CLIENT_LOGGING.split()]
        if settings.STARTS == "pppd":
            return ["pppd", *call]
        return ["pptp", settings.ADDRESS, "--debug", *call]
    command = [program, settings.ADDRESS, "--user", settings.USER,
               "--chap-secrets", "/etc/ppp/chap-secrets", "--ip-up", "/etc/ppp/ip-up"]
    words = iter(f"{settings.CLIENT_COMMON} {settings.CLIENT}".split())
    for word in words:
        if word in TRANSLATED:
            command.append(TRANSLATED[word])
        elif word in TRANSLATED_WITH_VALUE:
            command += [TRANSLATED_WITH_VALUE[word], next(words)]
    return command
