# What is said of guests of a call: an interpreter or a relative, who comes by a link made in it.

guest-interpreter = Interpreter
guest-relative = Relative
guest-who = { $name } ({ $role })
guest-the-visitor = The visitor

guest-title = Join a call
guest-heading = You are asked to join a call at { $organisation }
guest-what = Somebody in the call gave you this link. You come in as soon as you are let in.
guest-name-hint = The professional reads it before letting you in. The others are told only whether you come as interpreter or as relative.
guest-button = Go on
guest-once = The link works once, and only while the call lasts.
guest-waits-title = Waiting to come in
guest-waits = { $organisation } can see that you are here. You come in as soon as you are let in.
guest-turned-away-title = You were not let in
guest-turned-away = The call goes on without you. If this is a surprise, ask the person who gave you the link.
guest-ended-title = The call has ended
guest-ended = The call at { $organisation } is over. The name you gave is erased together with the visit.

call-joined = { $other } has joined the call.
call-has-left = { $other } has left the call.
call-guests = Interpreter or relative
call-guests-what = Make a link for somebody without an account, and give it to them yourself. It works once, until the call ends, and they come in only when you let them in. Tell the visitor before.
call-guest-as = As what do they come?
call-guest-link = Make a link
call-guest-address = Link to pass on
call-guest-failed = That did not work. Please try again.
call-guest-expected = { $other }: the link has not been used yet.
call-guest-waits = { $other } is waiting to come in.
call-guest-let-in = Let in
call-guest-turn-away = Do not let in
call-guest-withdraw = Withdraw link
refused-too-many-guests = As many links are open as a call has places. Withdraw one first.

who-guest = A guest of the call
as-guest = with a link made in the call
who-code = Whoever was sent a code
as-code = with a code sent to the visitor’s phone number or e-mail address
receipt-guests = Who else was let into the call
receipt-guest = { $role }, let in by { $name }
