# The words of the access log and of statements: roles, purposes, classes, people.

role-owner = owner
role-administrator = administrator
role-member = member
role-compliance-officer = compliance officer
role-auditor = auditor

who-visitor = The visitor
who-public = Anybody
who-system = Anteroom ({ $name })
as-visitor = with their own link
as-signing-in = signing in
as-public = on a public page
as-system = by itself, without showing it to anybody
as-operator = operator at the command line

purpose-waiting-list = The list of who waits
purpose-call = Letting in and holding the call
purpose-summary = The summary after a call
purpose-history = The history of visits
purpose-own-visit = The visitor’s own page
purpose-own-copy = A copy for the visitor to take along
purpose-public-page = The organisation’s public pages
purpose-own-account = The member’s own account
purpose-sign-in = Signing in
purpose-team = The list of members
purpose-settings = The organisation’s settings and agreements
purpose-bill = The bill
purpose-counting = Counting a call for the bill and the day’s figures
purpose-mail = Sending a message
purpose-appointments = The list of appointments, and keeping their time
purpose-erasure-search = Finding a visit to erase
purpose-statement = Reading statements of erasures
purpose-legal-hold = Deciding on a legal hold
purpose-identification = Whether a visitor identified themselves
purpose-identity-number = Showing the national identity number to the professional, once
purpose-audit = Reading the access log

why-searched = { $why }: searched for { $term }
why-reason = { $why }: { $reason }
entry-expired = The entry’s own period is over; that something was opened stays.

class-visit = Details of a visit
class-identity = National identity number
class-account = Names and settings
class-contact = How to reach somebody
class-audit = Access entries

whose-nobody = nobody
whose-nothing = nothing
whose-member = a member
whose-organisation = the organisation
whose-access-log = the access log of { $month }
whose-unknown = a subject that no page knows

period-chosen = as the organisation chose, at most three months
period-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
period-years = { $count ->
    [one] one year
   *[other] { $count } years
  }

basis-consent = Consent
basis-appointment = The appointment that was made
desk-due-on = { $when }, { $days ->
    [0] in less than a day
    [one] in one day
   *[other] in { $days } days
  }
desk-due-after = { $retention } after the visit ends
desk-due-gone = Erased already
desk-expired-already = This visit expired by itself: its key was destroyed when its period ended. There is nothing left to erase.

statement-not-yet = The command is recorded. Destroying the keys follows in a moment.
statement-destroyed = Destroyed on { $day }, at position { $position } of the log. The key table of epoch { $epoch } held them.
statement-destroyed-before = They were gone before this command was carried out: destroyed on { $day }, at position { $position } of the log, from the key table of epoch { $epoch }.
statement-part = { $what }: { $count ->
    [one] one key
   *[other] { $count } keys
  } ({ $keys })
statement-part-visit = Details of the visit: what the visitor wrote, the exact times, the professional, and what the browsers measured
-inferred = They do not hold what the visitor wrote; but from who let them in and when, the professional and the time of the visit can be inferred.
kept-entries = { $count ->
    [0] No access entry about the visit is of { $month }.
    [one] One access entry about the visit of { $month }: who opened it, when and why. { -inferred }
   *[other] { $count } access entries about the visit of { $month }: who opened it, when and why. { -inferred }
  }
kept-entries-and-order = { $count ->
    [0] The order of this erasure, given in { $month }: who gave it, when and why.
    [one] The order of this erasure and one access entry about the visit of { $month }: who acted, when and why. { -inferred }
   *[other] The order of this erasure and { $count } access entries about the visit of { $month }: who acted, when and why. { -inferred }
  }
kept-over = Over: their key is destroyed
kept-counts = The day’s counts: arrivals, calls and whole minutes, without a name
kept-counts-law = Not personal data
kept-without-end = No end
kept-payments = Payments and invoices of this visit
kept-payments-none = There are none: visitors pay nothing in this version
kept-nothing-to-end = Nothing to end
public-ids = Random ids of the visit, the organisation and the destroyed keys, which point to nobody
public-day = The days of arrival, end and erasure, without the time
public-kinds = That somebody arrived, waited, was let in, called and left, in this order
public-choices = The period and the version of the privacy notice that were agreed to

outcome-erased = Erased

plan-consult = Consult
plan-care = Care
plan-create = Create
bill-tax = VAT { $rate } %

quality-check = Check before the call
quality-path = Way of picture and sound
quality-direct = directly from one to the other
quality-relayed = through a relay that saw only encrypted data
quality-unknown = not known
quality-connected-after = Picture or sound after
quality-seconds = { $count } s
quality-round-trip = Round trip
quality-jitter = Jitter of the sound
quality-milliseconds = { $count } ms
quality-loss = Packets lost on the way in
quality-per-cent = { $count } %
quality-picture = Incoming picture
quality-picture-size = { $width } × { $height }, { $frames } frames a second
quality-reconnections = Connection lost and found again
quality-times = { $count ->
    [0] never
    [one] once
   *[other] { $count } times
  }
quality-camera = Camera
quality-microphone = Microphone
quality-granted = used
quality-denied = not allowed
quality-absent = there was none
quality-busy = another program had it
quality-not-measured = not measured
quality-over-time = Over the call
quality-received = Received
quality-kilobits = { $count } kbit/s
quality-minutes = { $count } min
quality-top = top: { $most }
quality-as-a-table = The same as a table
quality-from-minute = From minute
quality-between = { $side }: between { $least } and { $most }.
quality-stretches = { $minutes ->
    [one] Averages of each minute
   *[other] Averages over { $minutes } minutes each
}
