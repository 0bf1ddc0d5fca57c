letter-confirmation-subject = Confirm your address for { $organisation }
letter-confirmation =
    Hello,

    You have signed up { $organisation } at Anteroom. Please confirm that this address is yours:

    { $link }

    The link works once, for two days. If it was not you, do nothing: without this confirmation nothing is sent in your name.
letter-invitation-subject = { $organisation } invites you to its video consultations
letter-invitation =
    Hello,

    { $organisation } invites you to receive its visitors at Anteroom. Please accept here:

    { $link }

    The link works once, for seven days. It is for you alone: please do not pass it on.
letter-sign-in-subject = Your link to sign in to { $organisation }
letter-sign-in =
    Hello,

    Here is the link you asked for:

    { $link }

    It works once, for fifteen minutes. If you did not ask for it, somebody else typed your address: do nothing, and nobody gets in.
letter-reminder-subject = You have an account at Anteroom already
letter-reminder =
    Hello,

    Somebody, probably you, wanted to sign up at Anteroom with this address. It has an account already, with { $organisation }. Sign in here:

    { $link }

    If it was not you, do nothing: nothing has changed.
letter-removed-subject = You are no longer a member of { $organisation }
letter-removed =
    Hello,

    { $organisation } has removed you from its video consultations. Every session has ended, and your links and passkeys open nothing any more.

    Your name is kept for 60 days beside what you did, and this address for 90 days; then both are erased. You can be invited again at any time. The page of { $organisation }:

    { $link }
letter-ownership-offered-subject = The ownership of { $organisation } is offered to you
letter-ownership-offered =
    Hello,

    The owner of { $organisation } would like to hand the ownership over to you. Please sign in to read what that means, and to accept or decline:

    { $link }

    Until you accept, nothing changes.
letter-handed-over-subject = You have handed over { $organisation }
letter-handed-over =
    Hello,

    The ownership of { $organisation } that you offered has been accepted. You are an administrator now. Your account:

    { $link }

    If you did not offer it, write to the new owner and to the operator at once.
letter-new-device-subject = Somebody signed in to { $organisation } as you
letter-new-device =
    Hello,

    A browser that we did not know has signed in to { $organisation } as you. If that was you, there is nothing to do. Your account shows where you are signed in:

    { $link }

    If it was not you, end that session there, sign out everywhere, and look whether all passkeys are your own.
letter-passkey-added-subject = A passkey was added to your account at { $organisation }
letter-passkey-added =
    Hello,

    A passkey was added to your account at { $organisation }. If that was you, there is nothing to do. Your account lists them:

    { $link }

    If it was not you, remove it there and sign out everywhere.
letter-passkey-removed-subject = A passkey was removed from your account at { $organisation }
letter-passkey-removed =
    Hello,

    A passkey was removed from your account at { $organisation }. It opens nothing any more. Your account:

    { $link }

    If it was not you, sign out everywhere there, and tell whoever manages the members of { $organisation }.
letter-factor-set-subject = A second factor was set at { $organisation }
letter-factor-set =
    Hello,

    Your account at { $organisation } has a second factor now: a link by mail asks for a code. Your account:

    { $link }

    If it was not you, remove it there and sign out everywhere.
letter-factor-removed-subject = Your second factor at { $organisation } was removed
letter-factor-removed =
    Hello,

    Your account at { $organisation } has no second factor any more: a link by mail alone signs you in. Your account:

    { $link }

    If it was not you, sign out everywhere there, and tell whoever manages the members of { $organisation }.
letter-recovery-subject = A second factor at { $organisation } is said to be lost
letter-recovery =
    Hello,

    Somebody who reads a member’s mail has said that the member’s second factor is lost. After three full days a link by mail alone signs them in. Who it is, and the button that stops it:

    { $link }

    Ask the member, not by mail, whether it was them. If it was not, stop it.
kept-1-day = 1 day
kept-7-days = 7 days
kept-14-days = 14 days
kept-1-month = 1 month
kept-3-months = 3 months
call-own-label = You

# Days and amounts.
date = { $day } { $month } { $year }
date-weekday = { $weekday } { $moment }
month-of = { $month } { $year }
euros = { $whole }.{ $cents } €
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
letter-ending-subject = { $organisation } ends on { $on }
letter-ending =
    Hello,

    The owner of { $organisation } has decided to end it at Anteroom on { $on }. Until then everything goes on, and the owner can revoke it.

    On that day all visits are erased and nobody can sign in any more. What is kept of your account is erased 60 days later, your e-mail address 90 days later. Your account:

    { $link }

    If you are the owner and it was not you, sign in now and revoke it under “Settings, End the organisation”.
letter-ending-revoked-subject = { $organisation } goes on
letter-ending-revoked =
    Hello,

    The end of { $organisation } that was announced has been revoked: everything goes on. Your account:

    { $link }
letter-trial-ends-subject = The trial of { $organisation } ends on { $last }
letter-trial-ends =
    Hello,

    The trial of { $organisation } at Anteroom runs until { $last }; that day is part of it.

    After it nobody new can come in or be invited. Visits and calls that are under way go on, and everything can still be read, exported and erased. Whoever runs this service lets your organisation go on; where to write to stands on your settings page:

    { $link }
