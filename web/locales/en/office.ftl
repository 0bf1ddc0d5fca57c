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

settings-retention = Retention
settings-notice = Privacy notice
settings-agreement = Agreement

retention-title = How long visits are kept
retention-what = Name, phone, times and technical data of a visit are kept for this long after it ends. Then they are erased by destroying their key, by itself.
retention-question = Keep the details of a visit for
retention-shorter = A shorter period applies at once, to past visits too.
retention-longer = A longer one applies only to new visits, because earlier visitors agreed to the shorter one.
retention-button = Save retention

notice-settings-what = Visitors see this notice where they give their consent. What is asked for, why, and how long it is kept is already written; these are the parts that only you know.
notice-field-controller = Who is responsible
notice-field-controller-hint = The legal name of your organisation.
notice-field-address = Postal address
notice-field-address-hint = As it stands on your letters.
notice-field-officer = Data-protection officer
notice-field-officer-hint = A name. If there is no officer, write whom visitors can ask.
notice-field-email-hint = Where visitors write to about their details.
notice-settings-button = Publish privacy notice
notice-settings-see = See it as visitors do
notice-settings-not-yet = No notice is published yet. Once you publish it, visitors can read it, and you can look at it as they do.

agreement-title = Data processing agreement
agreement-version = Version { $version }
agreement-template = This is a template. Have it read by somebody who knows the law of your country before you rely on it.
agreement-unsigned = Not signed yet. Visitors can come once it is, and your privacy notice is published.
agreement-signed-by = Signed by
agreement-download = Download as PDF
agreement-download-unsigned = Download to read (PDF)
agreement-sign = Sign
agreement-name-hint = First and last name. It stands as your signature.
agreement-consent = I sign this agreement for { $organisation } and am entitled to do so.
agreement-button = Sign the agreement

account-passkeys = Passkeys
account-passkeys-what = A passkey signs you in with your fingerprint, your face or the code of your device. It cannot be guessed or given away by mistake.
account-passkeys-none = You have no passkey yet. Until you add one you sign in with a link by e-mail.
account-passkey-since = Added
account-passkey-label = A name for it, such as “Phone”
account-passkey-add = Add a passkey
account-sign-out = Sign out
