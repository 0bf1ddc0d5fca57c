"""The mail server of the tests: aiosmtpd's maildir, but that whoever is called `later` is answered 450, as by a server that asks strangers to come again."""

from aiosmtpd.handlers import Mailbox


class Handler(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("later@"):
            return "450 4.2.0 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"
