# The demo's mailbox.

mailbox-title = The demo's mailbox
mailbox-what = Messages that would be sent by e-mail or SMS land here.
mailbox-empty = No messages yet. Sign up, invite somebody or ask for a link, and the message appears here.
mailbox-text = SMS
mailbox-calendar = With an entry for the calendar.
mailbox-to = To
mailbox-open = Open the link
