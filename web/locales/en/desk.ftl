# The compliance desk and the access log.

desk-what = Find a visit by its reference, see what is kept and why, and erase it. Each search and each opening here becomes an access entry.
desk-reference = Reference of the visit
desk-reference-hint = Eight characters, such as 7KQ2-M4XD. Visitors find it on their receipt page.
desk-find = Find the visit
desk-not-found = No visit here has the reference { $reference }.
desk-not-found-advice = Check for mistyped characters. Visits of other organisations cannot be found.
desk-appointment = Appointment
desk-basis = Legal ground
desk-due = Expires
desk-next = { $references }: made after this visit, and not erased with this one.
desk-reason = Reason
desk-reason-hint = It appears in the statement. Do not name the visitor.
desk-erase-means = This destroys the keys of the visit's details and cannot be taken back. Counts and bills stay as they are.
desk-erase = Erase visit { $reference }
desk-statements = Recent statements
desk-statements-none = Statements of erasures appear here after the first one.
desk-why = Reason
desk-standing = State
desk-pending = Pending
desk-done = Done
desk-statement = Statement
desk-open-statement = Open

statement-title = Statement of an erasure
statement-of = { $organisation } states that the following was erased on command.
statement-pending = copies of the key table made before now could still open it.
statement-done = nothing the operator holds opens it any more, copies of the key table and backups of any age included, as long as the root’s own destruction holds.
statement-ended = Epoch { $epoch } of the key table ended on { $day }, at position { $position } of the log.
destruction-file = Its root key was a file, overwritten and removed: void if a snapshot or copy of the machine that holds the root’s folder exists.
destruction-pkcs11 = Its root key was destroyed inside a hardware module.
destruction-service = Its root key was trimmed by a key service: that service’s own snapshots may hold it until their retention ends.
nodes-answered = Every node said that it had dropped the epoch’s keys.
nodes-lease = At least one node did not answer: its lease on the epoch’s keys ran out first. Every other said that it had dropped them.
nodes-alone = This process alone held the epoch’s keys, and dropped them.
statement-day-unknown = Not known any more
statement-when = Commanded
statement-by = Commanded by
statement-own = The visitor erased their own details on the receipt page.
statement-keys = Keys
statement-end = Copies
statement-erased-nothing-yet = Nothing yet. Open this statement again in a moment.
statement-public = What stays readable in the log
statement-erased = What was erased
statement-kept = What is kept, and why
statement-kept-nothing = Nothing that names the visitor is kept.
statement-kept-caption = Each with its law and its end
statement-what = What
statement-law = On which ground
statement-until = Until
statement-back = Back to the desk

audit-what = Who opened whose details, when, why and under which authority. Entries cannot be changed or removed. An erasure opens nothing: where one was commanded, its statement is at the compliance desk.
audit-position = As of position { $position }.
audit-newer = Look again
audit-empty = Nobody has opened anything up to here.
audit-caption = { $count ->
    [one] 1 entry
   *[other] { $count } entries
  } on this page, newest first
audit-when = When
audit-number = no. { $position }
audit-who = Who
audit-why = Why
audit-whose = Whose
audit-class = What
audit-more = { $count ->
    [one] 1 more
   *[other] { $count } more
  }
audit-older = Older entries
audit-reference = Reference of a visit, or a subject’s id
audit-from = From (UTC)
audit-to = Up to (UTC)
audit-filter = Show these entries
audit-nothing-fits = No entry fits what you asked for.
invalid-reference = A reference has eight letters and digits, such as 7KQ2-M4XD.
invalid-day = A day is written like 2026-11-21.
