# The demo's mailbox.

mailbox-title = The demo's mailbox
mailbox-what = Messages that would be sent by e-mail land here.
mailbox-empty = No messages yet. Sign up, invite somebody or ask for a link, and the message appears here.
mailbox-to = To
mailbox-open = Open the link
