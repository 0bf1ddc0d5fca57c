# Repeating links, inviting for a colleague, and reminders.

links-title = Repeating links
links-way = Repeating links, for somebody who comes again and again
links-what = A repeating link lets the same person in as often as they like, until a day you choose. Each time is a visit of its own, erased on its own. That it was the same link is sealed with each visit: you can see that somebody came by one, our operator cannot.
links-empty = You have given no repeating link.
links-until = until
links-one = Repeating link
links-back = All repeating links
links-give = Give a repeating link
links-last = Last day
links-last-hint = At most three months ahead, to the end of that day in { $place }.
links-button = Send the link
links-kept = Name and address are kept sealed with the link. It lets in at any hour, also outside of the opening hours.
links-end-title = End it
links-end-what = They are told, and the link lets nobody in any more. Whoever waits already stays.
links-end-button = End link { $reference }
done-link-given = The link is on its way.
done-link-ended = The link is ended, and they are being told.
waiting-repeating = Came by a repeating link
invite-colleague = A colleague
invite-colleague-hint = The appointment is theirs: they see it, you do not. Your name is not in the message.
invite-which-colleague = Which colleague
invite-reminders = Reminders
settings-reminders = Reminders
reminders-what = Visitors with an appointment are reminded by the way they were invited. Each invitation can say otherwise.
reminders-question = Remind visitors
reminders-both = A day and an hour before
reminders-day-before = A day before
reminders-hour-before = An hour before
reminders-none = Not at all
reminders-data = For each reminder the address is opened once more, and the access log says so. Appointments that are there keep the reminders they were made with.
reminders-button = Save reminders
done-reminders = Saved. New invitations are made with it.
invalid-last = Please choose a day from today up to three months ahead.
invalid-reminders = Please choose one of these.

come-repeating-title = Your link
come-repeating = Your link to { $organisation }
come-until = Lets you in until
come-repeatedly = This link lets you in again, until that day. Each time is a visit of its own. That you came by this link is sealed for whoever you talk to, and erased with the visit.
spent-repeating = { $organisation } has ended this link, or its last day is over.

visitor-repeating-subject = Your link to { $organisation }
visitor-repeating =
    Hello,

    { $organisation } gives you a link by which you can come in by video as often as you need, until:

    { $when }
visitor-repeating-end =
    Come in by this link. You need no account and nothing to install:

    { $link }

    The link is for you alone. If you lose it, ask for a new one here: { $again }

    Not for emergencies: call your emergency number.
visitor-repeating-link =
    Hello,

    here is a new link to { $organisation }, in place of the earlier one. It lets you in until:

    { $when }
visitor-repeating-over-subject = Your link to { $organisation } has ended
visitor-repeating-over =
    Hello,

    { $organisation } has ended the link by which you could come in by video.
visitor-repeating-over-end = You need do nothing. The link no longer works.
text-repeating = By this link you can come in by video as often as you need, until { $when }: { $link }
text-repeating-over = The link by which you could come in by video has ended. It no longer works.

leavers-title = Appointments of members who no longer receive visitors
leavers-back = Members
leavers-what = Whoever has left, or no longer receives visitors, leaves these appointments behind. Give each to a colleague, move it or call it off. Whom it is with stays sealed: only the colleague who takes it sees that.
leavers-empty = There is no open appointment of somebody who no longer receives visitors.
leavers-to = Give it to
leavers-give = Give it to this colleague
done-leavers-given = The appointment is theirs from now on.
