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
kept-1-day = 1 day
kept-7-days = 7 days
kept-14-days = 14 days
kept-1-month = 1 month
kept-3-months = 3 months
call-own-label = You
