# What a professional reads: the waiting list, past visits, the summary.

title-waiting = { $count ->
    [0] Waiting list
   *[other] ({ $count }) Waiting
  }
waiting-heading = { $count ->
    [0] Nobody is waiting
    [one] One person is waiting
   *[other] { $count } people are waiting
  }
waiting-today = Today: { $arrived ->
    [one] 1 arrival
   *[other] { $arrived } arrivals
  }, { $calls ->
    [one] 1 call
   *[other] { $calls } calls
  }, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  }
waiting-empty = Visitors appear here the moment they arrive.
waiting-empty-closed = New visitors appear here again once the door is open.
waiting-empty-how = Give them this link, in an e-mail, a text message or on your website. They need no account.
waiting-not-open = Visitors cannot come yet.
waiting-not-open-how = Once the agreement is signed and the privacy notice is published, the link to give them stands here.
waiting-paused = Nobody new can come in for now.
waiting-paused-how = The trial is over. The link to give to visitors stands here again once your organisation goes on.
waiting-own-link = The link for your visitors
waiting-copy = Copy the link
waiting-copied = Copied
waiting-for = for
waiting-first-free = the first one free
waiting-waits = waiting
waiting-since = since { $since }
waiting-just-now = just now
waiting-away = Closed the page; may come back
waiting-admit = Let in
waiting-close = Remove

tested-not-yet = Checking camera and sound
tested-skipped = Skipped the camera and sound check
tested-works = Camera and sound work
tested-without-camera = Sound works, no camera
tested-without-microphone = Camera works, no microphone
tested-without-both = No camera and no microphone
tested-hears-nothing = Says they hear nothing
tested-line-good = good connection
tested-line-fair = fair connection
tested-line-poor = weak connection
tested-line-relayed = connection by way of the relay only
tested-line-blocked = connection blocked by their network
tested-line-not-directly = no direct connection, no other way tried

live-arrived = has arrived
live-connecting = Connecting…
live-open = This list updates by itself.
live-lost = The connection is lost. The list may be out of date; we are trying again.
live-sound-on = Turn sound on
live-sound-off = Turn sound off
live-no-script = Without JavaScript this list does not update by itself. Reload the page to see who has arrived.

history-retention = Details of a visit are kept for { $retention } and then erased. The row stays, so that counts stay right.
history-empty = Past visits appear here after the first one ends.
history-caption = { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  } of calls
history-when = When
history-visitor = Visitor
history-with = With
history-outcome = Outcome
history-duration = Length of the call
history-older = Older visits

outcome-call = Call
outcome-closed = Closed without a call
outcome-open = Not over yet

summary-title = Visit
summary-kept = Kept until { $day }, then erased.
summary-erased = The details of this visit were erased on { $day }. Its counts remain.
summary-arrived = Arrived
summary-waited = Waited
summary-quality = Quality of the call
summary-quality-none = No technical data was kept for this visit.
summary-quality-caption = Averages over the call, as the browser on each side measured them
summary-what = What
summary-visitor-side = Visitor
summary-own-side = You
summary-next = Next appointment
summary-next-none = None made from here is coming up.
summary-next-make = Make the next appointment
summary-back = Back to the waiting list
line-let-in = You have let in { $reference }.
line-to-call = Go to the call
line-let-in-orphan = { $reference } was let in by a colleague who no longer receives visitors. Nobody is with them.
line-take-over = Take over
