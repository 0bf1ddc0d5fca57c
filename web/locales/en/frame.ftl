# What stands around every page.

skip-to-content = Skip to the content
menu = Menu
foot-end-to-end = Calls are end-to-end encrypted and never recorded.
optional = optional
reference = Reference

area-dashboard = Waiting list
area-history = History
area-bill = Bill
area-team = Team
area-settings = Settings
area-desk = Compliance desk
area-audit = Access log
area-account = My account

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
demo-bar-turn = Turn the clock:
demo-bar-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
demo-bar-months = { $count ->
    [one] 1 month
   *[other] { $count } months
  }
