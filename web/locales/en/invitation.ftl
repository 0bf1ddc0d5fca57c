# Appointments: what members write and read, what visitors are told by e-mail, SMS and calendar, and the pages behind their links.

area-invitations = Appointments

invitations-empty = Nobody is invited at the moment.
invitations-empty-how = Whoever you invite stands here until they have come, with how the message to them fared.
invitations-not-open = Once the agreement is signed and the privacy notice is published, you can invite visitors here.
invitations-change = Change
invitations-later = Later appointments
invitation-waiting-email = The e-mail is on its way
invitation-waiting-sms = The SMS is on its way
invitation-sent-email = Told by e-mail
invitation-sent-sms = Told by SMS
invitation-refused-email = The e-mail was refused. Please reach them in another way.
invitation-refused-sms = The SMS was refused. Please reach them in another way.
invitation-come = Has come

invite-title = Invite somebody
invite-after = This appointment follows the visit { $reference }.
invite-name = Name
invite-name-hint = For your list. It is not in the message.
invite-reach = E-mail address or mobile number
invite-reach-hint = The link goes there. A number from abroad begins with a plus sign.
invite-when = When
invite-when-hint = At most three months ahead, by the clock in { $place }.
invite-day = Day
invite-time = Time
invite-whom = Who will see them
invite-me = I will
invite-me-hint = Only you see the appointment and the visitor.
invite-free = The first one free
invite-free-hint = Whoever is on duty sees them; while nobody is, everybody who receives visitors.
invite-note = A few words to them
invite-note-hint = It goes into the e-mail, and into no SMS. Please nothing about their health.
invite-button = Send the invitation
invite-kept = The link lets in once, from an hour before the time. Name and address are kept sealed; when nobody comes their period starts at the appointed time.

appointment-title = Appointment
appointment-back = All appointments
appointment-reach = Told at
appointment-standing = How it stands
appointment-when = { $when } ({ $place } time)
resend-title = Send the link once more
resend-what = A new link goes to the same address. The one before then lets nobody in.
resend-button = Send a new link
move-title = Move it
move-what = They are told at once, with a new link and a new entry for their calendar. If they wait already, their page says so.
move-button = Move the appointment
cancel-title = Call it off
cancel-what = They are told at once, and the link lets nobody in any more. If they wait already, their page says so.
cancel-button = Call off appointment { $reference }
done-appointment-invited = The invitation is on its way.
done-appointment-moved = The appointment is moved, and they are being told.
done-appointment-cancelled = The appointment is called off, and they are being told.
done-appointment-resent = A new link is on its way.
waiting-appointed = Appointment at { $time }

come-title = Your appointment
come-heading = Your appointment with { $organisation }
come-when = When
come-with = With
come-early = You are early: you can come in from { $from }.
come-early-advice = Keep the message with the link, and open it again then. There is nothing to do before.
come-once = The link works once. If you want to come in on another device later, ask for a new one.

spent-title = This link does not let in any more
spent-why = It has been used, replaced by a newer one, or is too old.
spent-advice = Look for a newer message from us. If there is none, we send you a new link.
spent-over = Your appointment with { $organisation } is over or was called off.
spent-new = Send me a new link
spent-own = I have come in on this device already

lost-way = I have lost my link
lost-title = Ask for a new link
lost-how = Write where { $organisation } sent your invitation. If there is an appointment for it, a new link goes there.
lost-reach-hint = The one the invitation came to.
lost-button = Send me a new link
lost-asked-title = Look in your messages
lost-asked = If an appointment with { $organisation } was sent to { $reach }, a new link is on its way there. Earlier links no longer let in.
lost-asked-advice = Nothing comes? Then there is no open appointment for this address. Please contact { $organisation } the way you usually do.

moved-title = Your appointment was moved
moved-to = { $organisation } has moved your appointment to:
moved-advice = A message with a new link is on its way to you. Please come in by that link then. You can close this page.
called-off-title = Your appointment was called off
called-off = { $organisation } has called off your appointment. A message about it is on its way to you.

outcome-cancelled = Called off
outcome-missed = Nobody came
outcome-invited = Appointment

invalid-reach = Please write an e-mail address, such as name@example.com, or a mobile number; from abroad with a plus sign.
invalid-time = Please choose a time from now up to three months ahead.

visitor-invitation-subject = Your appointment with { $organisation }
visitor-invitation =
    Hello,

    { $organisation } invites you to a video appointment:

    { $when }
visitor-invitation-end =
    Come in by this link, from an hour before. You need no account and nothing to install:

    { $link }

    The link is for you alone and works once. If you lose it, ask for a new one here: { $again }

    Would you like to try camera, sound and connection before? At any time, here: { $test }

    Not for emergencies: call your emergency number.
visitor-move-subject = Your appointment with { $organisation } was moved
visitor-move =
    Hello,

    { $organisation } has moved your video appointment to:

    { $when }
visitor-move-end =
    Come in by this new link, from an hour before; the earlier one no longer works:

    { $link }

    If you lose it, ask for a new one here: { $again }
visitor-cancellation-subject = Your appointment with { $organisation } was called off
visitor-cancellation =
    Hello,

    { $organisation } has called off your video appointment:

    { $when }
visitor-cancellation-end = You need do nothing. The link we sent no longer works.
visitor-reminder-subject = Your appointment with { $organisation }
visitor-reminder =
    Hello,

    this is to remind you of your video appointment with { $organisation }:

    { $when }
visitor-reminder-end =
    Come in by this link, from an hour before:

    { $link }

    If it does not work, ask for a new one here: { $again }

    Would you like to try camera, sound and connection before? At any time, here: { $test }
visitor-link-subject = Your new link to { $organisation }
visitor-link =
    Hello,

    here is a new link to your video appointment with { $organisation }:

    { $when }
visitor-link-end =
    Come in by this link, from an hour before; earlier ones no longer work:

    { $link }

    If you did not ask for it, somebody else wrote your address: nothing has changed but the link.
visitor-note = { $organisation } writes to you:

entry-summary = Video appointment: { $organisation }
entry-description = Come in by the link in the message you were sent. If you cannot find it, ask for a new one: { $again }
entry-cancelled = { $organisation } has called off this appointment.

text-invitation = You have a video appointment: { $when }. Come in by this link, from an hour before: { $link }
text-move = Your video appointment was moved to { $when }. Come in by this new link: { $link }
text-cancellation = Your video appointment was called off: { $when }. The link no longer works.
text-reminder = Your video appointment: { $when }. Come in by this link, from an hour before: { $link }
text-link = The new link to your video appointment, { $when }: { $link }

letter-code-subject = Your code for { $organisation }
letter-code =
    The code is { $code }.

    It opens the page about your visit to { $organisation }, in the browser that asked for it, for a quarter of an hour.

    If you did not ask for it, you need do nothing. Please give this code to nobody, whoever asks you for it.
text-code = { $code } is the code for the page about your video visit. It holds for 15 minutes. Please give it to nobody.
