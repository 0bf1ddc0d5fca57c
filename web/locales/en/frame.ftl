# What stands around every page.

skip-to-content = Skip to the content
menu = Menu
languages = Language
foot-end-to-end = Calls are end-to-end encrypted and never recorded.
optional = optional
reference = Reference

area-dashboard = Waiting list
area-history = History
area-bill = Bill
area-team = Team
area-settings = Settings
area-desk = Compliance desk
area-holds = Legal holds
area-audit = Access log
area-account = My account

before-title = Before visitors can come
before-agreement = Sign the agreement on your visitors’ data
before-notice = Publish your privacy notice
before-passkey = Add a passkey, so that you sign in without waiting for mail
before-done = Done
before-open = Not done yet
before-owner = Not done yet; the owner of your organisation does this
next-agreement = Next: sign the agreement
next-notice = Next: publish your privacy notice
next-page = See your page as visitors do

shown-erased = erased
shown-not-given = not given
shown-nobody = nobody
shown-no-call = no call

field-name = Your name
field-phone = Phone
field-email = E-mail

demo-bar-name = Demo
demo-bar-date = This is a demo. Its date is
demo-bar-mailbox = Mailbox
demo-bar-person = You are { $person } here, and stay signed in when you turn the clock.
demo-bar-turn = Turn the clock:
demo-bar-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
demo-bar-months = { $count ->
    [one] 1 month
   *[other] { $count } months
  }

cookies-title = Cookies
cookies-what = Every cookie that Anteroom sets, by its name. None of them follows you, none is read by anybody else, and no page asks another company for anything.
cookies-necessary = Necessary for what you do
cookies-settings = What you have chosen
cookies-here = in this browser
cookies-forget = Forget what I have chosen
cookies-nothing = Nothing is remembered in this browser.
cookie-session = Keeps members signed in.
cookie-session-stays = Twelve hours, or until you sign out.
cookie-visit = Keeps a visitor’s place in the waiting room, and lets them see their own visit again.
cookie-visit-stays = As long as the visit can be kept, at most 94 days. It is sent to that one visit’s pages only.
cookie-guest = Lets the guest of a call back into it, after a reload too.
cookie-guest-stays = At most a day. It is sent to that one call’s pages only.
cookie-identifying = Belongs to one identification with electronic ID, there and back.
cookie-identifying-stays = Ten minutes. It is sent to the address of the way back only.
cookie-receipt = Opens a visitor’s receipt page in a browser in which the code for it was given.
cookie-receipt-stays = One hour. It is sent to that one visit’s pages only.
cookie-ceremony = Belongs to one sign-in with a passkey, or to adding one.
cookie-ceremony-stays = Five minutes.
cookie-device = Recognises a browser from which a member has signed in before, so that a sign-in from any other is told by mail.
cookie-device-stays = 400 days after the last sign-in.
cookie-language = Remembers the language that you have chosen.
cookie-language-stays = A year, or until you forget it here.
