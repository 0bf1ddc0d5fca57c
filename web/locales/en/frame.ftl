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
before-agreement = Sign the data processing agreement
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
