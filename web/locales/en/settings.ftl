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

settings-agreement-what = It settles what the operator of this service may do with the data of your visitors: only what you tell them to.
settings-agreement-data = The name of whoever signs, and when, is kept with your organisation, sealed, and erased with it. That you have signed, which version, and the day stay in the log.
settings-agreement-signed = Signed
settings-agreement-missing = Not signed yet

done-language = The language is saved.
done-own-language = Letters to you are written in this language from now on.

account-language = Letters to you are written in
account-language-hint = Choosing a language at the foot of a page while you are signed in sets it too.
account-language-button = Save language

invite-language = Language of the message
