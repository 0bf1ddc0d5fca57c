# Why something was not done, worded for the person who reads it. None repeats what was written.

refused-field = Please check what you wrote.
refused-not-found = There is nothing here, or it is not open to you.
refused-not-allowed = Your role does not include this. If you need it, ask the owner of your organisation.
refused-slug-taken = This address is taken. Please choose another.
refused-email-taken = This e-mail address already has an account. Please sign in instead.
refused-link-spent = This link has been used, replaced by a newer one, or is too old. Please ask for a new one.
refused-not-open = This organisation does not receive visitors yet.
refused-not-confirmed = Please confirm your e-mail address first: the link is in your mail.
refused-consent-missing = We need your consent to let you in.
refused-notice-missing = Please publish your privacy notice first: visitors must be able to read it.
refused-visit-over = This visit has ended.
refused-not-waiting = This visitor is no longer waiting.
refused-not-admitted = You have not been let in yet.
refused-for-somebody-else = This visitor asked for somebody else.
refused-with-a-colleague = A colleague is already with this visitor.
refused-erased = What this is about has been erased.
refused-last-owner = An organisation keeps one owner.
refused-not-signed-in = Please sign in first.
refused-malformed = That could not be understood. Go back, reload the page, and try again.
refused-foreign-site = This came from another website, so it was not done.
refused-too-many = That was too much at once. Please wait a minute and try again.
refused-unavailable = Something on our side does not answer. It was nothing you did; please try again in a moment.
refused-passkeys-need-a-name = Passkeys do not work at this address. Please use a link by e-mail.
refused-passkey-unknown = This passkey does not sign in here. Please use a link by e-mail.

invalid-empty = Please fill this in.
invalid-too-long = Please keep this to { $limit } characters.
invalid-unprintable = This holds characters that cannot be shown. Please write it anew.
invalid-form = Please check this.
invalid-signatory = Please write your full name, first and last, as it should stand under the agreement.
invalid-phone = A telephone number has 5 to 15 digits and may begin with a plus sign.
invalid-email = Please write an e-mail address, such as name@example.com.
invalid-slug = An address has 3 to 40 small letters, digits and hyphens between them; a few words are taken by Anteroom itself.
invalid-country = Please choose a country from the list.
invalid-retention = Please choose one of these periods.
invalid-role = Please choose at least one role.
