# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = All settings
settings-on-data = What this does to people’s data:

settings-retention-what = You decide how long you can look up who was here and when.
settings-retention-data = Name, phone, times and technical data of a visit are kept for this long after it ends. Then they are erased by destroying their key, by itself.

settings-notice-data = It asks visitors for nothing. What you write here is on your page for everybody, so name only people who agree to stand there. Earlier versions are kept with your organisation and erased with it.
settings-notice-published = Published
settings-notice-missing = Not published yet

settings-language = Language of letters
settings-language-what = Mails and text messages are written in this language where nothing better is known: a visitor who has come is written to in the language of their page, an invited one in the language chosen with the invitation, and members in their own.
settings-language-data = In which language a visitor reads is kept with their visit, sealed, and erased with it. The language of a member is kept with their account. The language of your organisation says nothing about anybody.
settings-language-question = Where nothing else is known, write in
settings-language-button = Save language

settings-agreement-what = They settle what you and the operator of this service owe each other; above all what the operator may do with the data of your visitors: only what you tell them to.
settings-agreement-data = The name of whoever signs or accepts, and when, is kept with your organisation, sealed, and erased with it. That you have agreed, to which version, and the day stay in the log, and so do the texts themselves.
settings-agreement-signed = Signed
settings-agreement-missing = Not signed yet
settings-agreement-none = Nothing to sign

done-language = The language is saved.
done-own-language = Letters to you are written in this language from now on.

account-language = Letters to you are written in
account-language-hint = Choosing a language at the foot of a page while you are signed in sets it too.
account-language-button = Save language

invite-language = Language of the message

settings-branding = What visitors see
settings-branding-what = Your words, your logo and your colour on the pages of your visitors. You see a preview before anything is published. Mails stay plain text.
settings-branding-data = It is public: everybody who opens your page sees it. Pictures are written anew when you upload them, without anything they carried, such as where they were taken. All of it is sealed with your organisation and erased with it. What you replace is shown no more, and its sealed copy goes with the rest.
settings-branding-own = Your own
settings-branding-house = Not changed

branding-logo = Logo
branding-logo-alt = The logo that was uploaded last
branding-logo-file = A picture file
branding-logo-button = Upload the logo
branding-words = Words and colour
branding-welcome = Welcome
branding-welcome-hint = Stands on the page where visitors come in. In the language of your visitors: it is not translated.
branding-waiting = To those who wait
branding-waiting-hint = Stands in the waiting room, such as where to call if nobody comes.
branding-own-colour = Use a colour of our own
branding-colour = Colour of buttons and links
branding-colour-hint = It is made darker or lighter where it could not be read otherwise.
branding-adjusted = As you chose it, this colour could not be read on light pages. It is shown as { $colour } there, with a contrast of at least 4.5 to 1.
branding-show-logo = Show the logo
branding-preview = See the preview
preview-title = Preview.
preview-what = This is what visitors would see. Nothing is published yet.
preview-publish = Publish
preview-change = Change something
picture-hint = JPEG, PNG or WebP, at most 8 megabytes. It is made small, and nothing of what it carried is kept.
invalid-picture = This file cannot be read as a picture. Please choose a JPEG, PNG or WebP.
invalid-accent = Please choose a colour.
done-branding = It is published. Visitors see it from now on.
done-logo = The logo is uploaded. Visitors see it once you publish it below.
done-picture = Your picture is saved.
done-picture-removed = Your picture is shown no more.
account-picture = Your picture
account-picture-what = If you receive visitors, everybody sees it where they choose whom to see. It is sealed with your account and erased with it.
account-picture-alt = Your picture
account-picture-file = A picture file
account-picture-button = Save the picture
account-picture-remove = Remove the picture

settings-calls = How calls are connected
settings-calls-what = Picture and sound are encrypted from one end to the other, whichever way they take. On the direct way each side’s device learns the internet address of the other, from which the provider and roughly the place can be told.
settings-calls-data = Through the relay neither side learns the other’s address, so a professional who works from home does not reveal theirs. The relay carries only what it cannot read, and keeps nothing of it.
settings-calls-question = Calls go
settings-calls-any = directly where possible, otherwise through the relay
settings-calls-relay = always through the relay
settings-calls-hint = Always through the relay, a call may start a little later and depends on the relay being reachable. Calls that are running stay as they are.
settings-calls-none = This installation has no relay. Calls go directly, or cannot be connected.
settings-calls-button = Save
done-calls = Saved. It holds for every call from now on.

ending-title = End the organisation
ending-what = The owner ends the organisation here. It ends thirty days later; until then everything goes on, and it can be revoked.
ending-data = On that day all visits are erased, whatever period you have set, and nobody can sign in any more. Names and settings are erased 60 days after it, e-mail addresses 90 days after it.
ending-not = Not planned
ending-state = Ends on { $on }
ending-on = { $organisation } ends on { $on }.
ending-happens = What happens
ending-told = Today everybody who has an account here is told the day by e-mail.
ending-grace = For thirty days everything goes on as before, and you can revoke it on this page.
ending-visits = On the day your page is gone, nobody is let in any more, and every visit is erased. Whoever waits is let go, and appointments are called off: your visitors hear of it by message. A call that runs goes on to its end.
ending-people = Nobody can sign in any more. What is kept of your organisation and its people is erased 60 days later, their e-mail addresses 90 days later. After these 60 days somebody else can take the address of your page.
ending-kept = What a legal hold keeps stays until the hold is over. Who opened whose details stays sealed until its own period is over. Keep yourself what you must keep by law.
ending-stale = For this we want to be sure that it is you. Sign in with your passkey once more, and come back to this page within ten minutes.
ending-stale-button = Sign in with a passkey
ending-stale-link = For this we want to be sure that it is you. Ask for a new link to sign in, and come back to this page within ten minutes.
ending-no-passkey = This is confirmed with a passkey, and your account has none yet. Add one; it counts from the day after tomorrow on. Then sign in with it, and come back to this page within ten minutes.
ending-too-new = A passkey was added to your account within the last days. For this, passkeys count from { $from } on. If it was not you who added it, remove it and sign out everywhere.
ending-no-passkey-button = To my account
ending-agree = I have read what happens
ending-button = End { $organisation } in thirty days
ending-revoke = Revoke: { $organisation } goes on
done-ending = It is announced. Until the day you can revoke it here.
done-ending-revoked = It is revoked. Everything goes on.

# The trial.
trial-runs = Your trial runs until { $last }; that day is part of it.
trial-runs-then = After it nobody new can come in or be invited; visits and calls that are under way go on. To go on after it, write to { $operator }: { $email }.
trial-over = Your trial ended with { $last }.
trial-over-then = Nobody new can come in or be invited. Visits and calls that are under way go on, and everything can still be read, exported and erased. To go on, write to { $operator }: { $email }.
