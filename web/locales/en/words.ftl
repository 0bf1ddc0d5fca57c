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
kept-1-day = 1 day
kept-7-days = 7 days
kept-14-days = 14 days
kept-1-month = 1 month
kept-3-months = 3 months
call-own-label = You
