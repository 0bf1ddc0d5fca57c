"""A real SMTP server (aiosmtpd) for the tests of `gateways`: prints its port, then each received message as a JSON line.

It ends when its standard input is closed, so that no server outlives its test.
"""

import argparse
import asyncio
import base64
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import AuthResult, SMTP


def say(line):
    print(line, flush=True)


class Handler:
    def __init__(self, options):
        self.refused, self.busy = options.refuse, options.busy
        self.closing, self.silent, self.barred = options.closing, options.silent, options.barred

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if address in self.refused:
            return "553 5.7.1 not a sender of ours"
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return f"550 5.1.1 no mailbox {address} here"
        if address in self.busy:
            return f"451 4.3.0 try {address} later"
        if address in self.barred:
            return "454 4.7.1 relay access denied"
        if address in self.closing:
            return "421 4.3.2 closing for everybody"
        if address in self.silent:
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": base64.b64encode(envelope.original_content).decode(),
            "tls": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            "user": (session.auth_data or b"").decode(),
        }))
        return "250 kept"


async def main():
    # Refused handshakes and sign-in without TLS are what some tests are about.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser()
    options.add_argument("--refuse", action="append", default=[])
    options.add_argument("--busy", action="append", default=[])
    options.add_argument("--closing", action="append", default=[])
    options.add_argument("--barred", action="append", default=[])
    options.add_argument("--silent", action="append", default=[])
    options.add_argument("--account", help="user:password")
    options.add_argument("--certificate")
    options.add_argument("--key")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--ascii", action="store_true", help="without SMTPUTF8")
    options.add_argument("--implicit", action="store_true")
    options = options.parse_args()

    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == options.account, handled=False, auth_data=data.login)

    starttls = context is not None and not options.implicit

    def session():
        return SMTP(
            Handler(options),
            hostname="smtp.test",
            enable_SMTPUTF8=not options.ascii,
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=authenticate if options.account else None,
            auth_required=bool(options.account),
            auth_require_tls=starttls,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", options.port, ssl=context if options.implicit else None)
    say(server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
