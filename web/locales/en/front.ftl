# Before anybody is signed in, and what went wrong.

sign-in = Sign in

front-title = A waiting room for conversations that stay private
front-lead = Your visitors come in with one link. You see who waits, let them in, and talk face to face. No account for them, nothing to install.
front-sign-up = Open your waiting room
front-link-title = One link is enough
front-link = Put it in a letter, a text message or on your website. It works in the browser of any phone or computer.
front-private-title = Nobody in between
front-private = Calls are end-to-end encrypted, go from person to person and are never recorded. What a visitor tells you is sealed, and erased on the day you choose.
front-open-title = Everybody can check
front-open = Each opening of a person's details is written down with its reason: for the visitor, for your data-protection officer, for an auditor.

sign-up-title = Open your waiting room
sign-up-how = It takes two minutes. Then you confirm your e-mail address and sign the agreement that your country’s law asks for: on data processing or, for health care in the United States, as a business associate.
sign-up-trial = You begin with a trial. It lasts { $period }, costs nothing, and nothing goes on by itself after it.
sign-up-organisation = Name of your practice or organisation
sign-up-slug = Your address
sign-up-slug-hint = Small letters, digits and hyphens. This is the link your visitors use.
sign-up-country = Country
sign-up-country-hint = It decides which emergency number and which authority your visitors see, and which agreement you sign.
sector-question = In the United States: are you in health care?
sector-hint = HIPAA asks a covered entity to sign a business associate agreement with us. Others sign nothing more; for them the terms of service say what we may do with visitors’ data.
sector-health-care = Yes: we are a covered entity under HIPAA
sector-other = No: we do something else, such as law
sector-button = Save
done-sector = Saved. What is to be signed follows from it.
sign-up-email-hint = We send you a link to confirm it.
sign-up-button = Sign up
sign-up-have = You already have an account?

mail-title = Look in your mail
mail-confirmation = We have sent a link to { $email }. Open it to confirm your address.
mail-sign-in = If { $email } has an account here, a link is on its way.
mail-once-confirmation = The link works once, for two days.
mail-once-sign-in = The link works once; how long, the letter says.
mail-advice = If nothing comes within a few minutes, look among the unwanted messages, or try again.
mail-demo = Open the demo's mailbox

confirm-title = Confirm your address
confirm-how = One step, and the waiting room of { $organisation } is yours.
confirm-button = Confirm and go on
enter-title = Come in
enter-how = This signs you in to { $organisation }.
enter-button = Sign in
enter-once = This link works once.
enter-code = Code of your second factor
enter-code-hint = The six digits that your app shows, or one of your recovery codes.
enter-lost = I have lost all of that
enter-lost-how = If you have a passkey on any device, sign in with it instead. Otherwise say here that it is lost: every administrator of your organisation hears of it, and can stop it. After three full days a new link signs you in without a code.
enter-lost-button = Say that it is lost
enter-lost-waits = It was said that it is lost. From { $from } on, ask for a new link: it will sign you in without a code. Until then an administrator can stop it.
enter-lost-over = Three full days have gone by, and nobody has stopped it. You can sign in without a code. Your second factor is removed with it.
enter-lost-over-button = Sign in without a code

announced-title = It is announced
announced-from = From { $from } on, ask for a new link to sign in. It will let you in without a code.
announced-who = Everybody who manages the members of { $organisation } has been told by mail, and so have you. Until then they can stop it.
announced-not-you = If you find your telephone or a recovery code before, sign in with it: that stops it too.

invitation-title = You are invited to { $organisation }
invitation-by = { $owner } invites you.
invitation-roles = You will be:
invitation-name-hint = Visitors and colleagues see it.
invitation-button = Accept and come in

sign-in-passkey = Sign in with a passkey
sign-in-link = Send me a link
sign-in-advice = First time here, or a new device? Use the link. Afterwards you can add a passkey, which is quicker and safer.
sign-in-new = You have no account yet?

passkey-cancelled = Nothing has changed: the request was closed before it was done. You can try again.
passkey-already = This device already has a passkey for your account.
passkey-unsupported = Passkeys do not work in this browser or at this address. Use a link by e-mail instead.
passkey-failed = That did not work. Try again, or use a link by e-mail.

error-not-yours = This page is not open to you
error-not-here = There is nothing here
error-meanwhile = Something changed in the meantime
error-spent = This link no longer works
error-too-much = One moment, please
error-not-understood = That could not be understood
error-ours = Something went wrong on our side
error-trace = If you ask for help, give this number:
error-sentence-sign-in = Please sign in first.
error-sentence-not-yours = Your role does not include it. If you need it, ask the owner of your organisation.
error-sentence-visit = A visit opens only in the browser in which it began. If that was another one, please go back to it. Otherwise come in again with the link of the organisation you want to visit.
error-sentence-not-here = The address may be mistyped, or what was here is gone.
error-sentence-meanwhile = Somebody else was quicker. Go back, look again, and repeat what you wanted to do.
error-sentence-spent = It was already used, or its time is over. Ask for a new one.
error-sentence-too-much = That was too much at once. Wait a minute and try again.
error-sentence-not-understood = Go back and check what you entered.
error-sentence-ours = It was nothing you did. Please try again in a moment.
