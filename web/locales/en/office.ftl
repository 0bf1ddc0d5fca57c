# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Bill for { $month }
bill-plan = Plan { $plan }, { $price } for each active member and month.
bill-running = So far. The month is not over.
bill-closed = This month is closed.
bill-caption = Who is billed
bill-member = Member
bill-why = Why
bill-amount = Amount
bill-active = Took part in a call this month
bill-owner = Owner, always billed
bill-active-owner = Owner, and took part in a call this month
bill-net = Sum before tax
bill-total = Total
bill-rule = A member is active after at least one call in which both sides joined. Erasing a visit changes no bill.
bill-months = Other months

team-members = Members
team-roles = Roles
team-save = Save roles
team-invite = Invite somebody
team-invite-hint = They get a link that works once.
team-invite-button = Send the invitation

team-remove = Remove
team-hand-over = Hand over the ownership
team-withdraw = Withdraw the invitation
team-offered = You have offered the ownership to { $name }. You stay the owner until they accept.
team-offer-withdraw = Withdraw the offer

removal-title = Remove a member
removal-question = Remove { $name }
removal-own-title = Leave this organisation
removal-sessions = Every session ends at once, and so does a call that is running. Links and passkeys open nothing any more.
removal-address = The e-mail address is free: it can be invited again, here or elsewhere.
removal-visitors = Visitors who asked for this member and wait at this moment can be let in by the others.
removal-kept = Past visits and the access log show the name until { $name }. The e-mail address is kept until { $contact }. Then both are erased by destroying their key.
removal-bill = The month is billed if a call was held in it.
removal-own-button = Leave this organisation
removal-keep = Change nothing

offer-title = Hand over the ownership
offer-question = Hand over the ownership to { $name }
offer-owner = The owner holds the contract with the operator, signs agreements, and is billed every month. The address of the organisation stays with it.
offer-letter = They get a letter and accept on their own page. Until then you can withdraw the offer.
offer-until = Until they accept, you are the owner, and nothing changes.
offer-after = After that you are an administrator, with the other roles you have now. Only the new owner can hand it back.
offer-button = Offer the ownership to { $name }
offer-keep = Change nothing

ownership-title = The ownership is offered to you
ownership-from = It is offered by { $owner }.
ownership-contract = You would hold the contract of { $organisation } with the operator, and sign its agreements.
ownership-bill = The owner is billed every month, whether or not calls are held.
ownership-roles = You keep the roles you have. The owner until now becomes an administrator.
ownership-accept = Accept the ownership
ownership-decline = Decline

settings-notice = Privacy notice

retention-title = How long visits are kept
retention-question = Keep the details of a visit for
retention-shorter = A shorter period applies at once, to past visits too.
retention-longer = A longer one applies only to new visits, because earlier visitors agreed to the shorter one.
retention-button = Save retention
retention-ending = { $count ->
    [one] If you keep visits for { $retention } only, 1 past visit ends at once: its details are erased by destroying their key, and nobody can bring them back.
   *[other] If you keep visits for { $retention } only, { $count } past visits end at once: their details are erased by destroying their keys, and nobody can bring them back.
  }
retention-end = { $count ->
    [one] Erase 1 visit and save
   *[other] Erase { $count } visits and save
  }

notice-settings-what = Visitors see this notice where they give their consent. What is asked for, why, and how long it is kept is already written; these are the parts that only you know.
notice-field-controller = Who is responsible
notice-field-controller-hint = The legal name of your organisation.
notice-field-address = Postal address
notice-field-address-hint = As it stands on your letters.
notice-field-officer = Data-protection officer
notice-officer-gdpr = A name. The law asks you to appoint an officer if you are a public body or handle health data on a large scale (Article 37), in Germany also from twenty people who handle personal data all the time. If you need none, write whom visitors can ask.
notice-officer-fadp = A name. In Switzerland federal bodies have to appoint a data-protection adviser; private organisations may. If there is none, write whom visitors can ask.
notice-officer-hipaa = A name. HIPAA asks every covered entity to designate a privacy official (45 CFR 164.530).
notice-officer-agreed = A name: whom visitors can ask about their details.
notice-field-email-hint = Where visitors write to about their details.
notice-settings-words = The words that are already written, in all five languages:
notice-settings-button = Publish privacy notice
notice-settings-see = See it as visitors do
notice-settings-not-yet = No notice is published yet. Once you publish it, visitors can read it, and you can look at it as they do.

agreement-version = Version { $version }
agreement-unsigned = Not signed yet. Visitors can come once it is, and your privacy notice is published.
agreement-signed-by = Signed by
agreement-download = Download as PDF
agreement-sign = Sign
agreement-name-hint = First and last name. It stands as your signature.
agreement-consent = I sign this agreement for { $organisation } and am entitled to do so.
agreement-button = Sign the agreement

account-offered = The ownership of this organisation is offered to you.
account-offered-see = Read and decide

account-passkeys = Passkeys
account-passkeys-what = A passkey signs you in with your fingerprint, your face or the code of your device. It cannot be guessed or given away by mistake.
account-passkeys-none = You have no passkey yet. Until you add one you sign in with a link by e-mail.
account-passkey-since = Added
account-passkey-label = A name for it, such as “Phone”
account-passkey-add = Add a passkey
account-passkey-used = Last used on { $day }.
account-passkey-unused = Not used yet.
account-passkey-unnamed = A passkey without a name
account-passkey-remove = Remove
account-sign-out = Sign out
account-factor = Second factor
account-factor-what = Where you have no passkey at hand, you sign in by a link. With a second factor the link alone is not enough: it asks for a code from your telephone, so that somebody who reads your mail does not get in.
account-factor-set = Set a second factor
account-factor-is-set = It is set. { $left ->
    [0] No recovery code is left: set it anew to get some.
    [one] 1 recovery code is left.
   *[other] { $left } recovery codes are left.
  }
account-factor-replace = Set it anew
account-factor-remove = Do without it
account-sessions = Where you are signed in
account-sessions-what = A session ends by itself after twelve hours. If you do not know one of these, end it, and look whether your passkeys are your own.
account-sign-out-everywhere = Sign out everywhere
account-recovery = Somebody who reads your mail has said that your second factor is lost. From { $from } on a link alone would sign them in. If it was not you, stop it.
account-recovery-stop = Stop it
session-here = this one
session-end = End this session
session-browser-unknown = A browser that did not say its name
session-by-passkey = Signed in with a passkey on { $at }
session-by-link = Signed in by a link on { $at }
session-by-demo = Signed in by the demo on { $at }

passkey-removal-title = Remove a passkey
passkey-removal-what = It signs nobody in any more, here. On your device it may still be listed: delete it there too.
passkey-removal-last = You have no other passkey. From then on you sign in by a link that is sent to { $email }.
passkey-removal-button = Remove this passkey

factor-title = Set a second factor
factor-what = You need an app that makes codes, on your telephone or in your password manager.
factor-replaces = The second factor you have now ends with it, and so do its recovery codes.
factor-scan = Read this picture with the app.
factor-picture = A picture that the app reads. The key below says the same.
factor-key = Or type this key:
factor-open = Open the app on this device
factor-code = The code that the app shows
factor-button = Set the second factor

codes-title = Your recovery codes
codes-what = The second factor is set. If you lose your telephone, each of these lets you in once, in place of a code.
codes-once = They are shown this once. Print them, or keep them in your password manager, apart from your mail.
codes-kept = I have kept them

team-recovery = Somebody who reads this member’s mail has said that the second factor is lost. From { $from } on a link by mail alone signs them in. Ask the member, not by mail, whether it was them. If it was not, stop it.
team-recovery-stop = Stop it
