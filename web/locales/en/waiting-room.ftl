# The line of those who wait, its notes and its door, for members and visitors.

line-seen-by = Seen by { $name }
line-seen-by-you = Seen by you
line-handed-by = Handed over by { $name }
line-colleague = a colleague
line-unseen = { $count ->
    [one] Nobody has acknowledged this arrival yet. It keeps calling until somebody does.
   *[other] Nobody has acknowledged { $count } arrivals yet. They keep calling until somebody does.
  }
line-quiet = You are in a call: this list makes no sound until it ends.
line-see = I have seen it
line-hand-over = Hand over
line-long = A long wait
line-very-long = A very long wait
live-long = has been waiting for a long time
live-very-long = has been waiting for a very long time
notify-on = Tell me outside this tab
notify-off = Stop telling me outside this tab
notify-title = Somebody is in the waiting room
notify-body = Open the waiting list to see who.

right-person-title = Before the call
right-person-heading = Is this the right person?
right-person-what = Compare what the form says with whom you expect. The visitor is let in when you open the call.
right-person-back = Back to the waiting list
right-person-invited = Invited as
right-person-appointed = Expected
right-person-for = Waits for
right-person-identity = Identity
right-person-tested = Check before the call
right-person-away = The page of this visitor is closed at the moment. They can be let in once it is open again.
right-person-button = This is the right person, open the call
right-person-not = Not now

hand-over-title = Hand over to a colleague
hand-over-what = The visitor keeps the place, reads at once who receives them now, and is shown to that colleague alone.
hand-over-whom = Who receives them now?
hand-over-button = Hand over
hand-over-no-colleague = Nobody else receives visitors here.
hand-over-nobody = Please choose a colleague.
hand-over-away = This colleague is away. Please choose somebody else.

no-show-title = Nobody came
no-show-what = The time has passed. The link lets nobody in any more, and the history says that nobody came. Nothing is sent to the visitor.
no-show-button = Note that nobody came
done-appointment-no-show = It is noted that nobody came.

room-link = Notes and door
room-title = Notes and door
room-everybody = A note to everybody who waits
room-everybody-what = It stands at once on the page of everybody who waits here, whomever they wait for.
room-own = A note to those who wait for you
room-own-what = Only visitors who asked for you, were invited by you or handed over to you read it.
room-note = Note
room-note-hint = Such as: “We are running twenty minutes late.” Please write nothing about a visitor: others read it too. It goes by itself after twelve hours.
room-note-stands = It has been up since { $since }.
room-put-up = Put up the note
room-take-down = Take it down
room-door = The door
room-door-what = While the door is closed, nobody new can come in, not even by an invitation; its link is not used up. Calls go on.
room-door-closed = The door is closed: nobody new can come in.
room-door-to = Notes and door
room-sentence = What visitors read at the closed door
room-sentence-hint = Such as: “We receive visitors again from 13:00.”
room-let-go = { $count ->
    [one] Also tell the one who waits, and let them go. Otherwise they stay.
   *[other] Also tell all { $count } who wait, and let them go. Otherwise they stay.
  }
room-let-go-what = Their visit ends with it. Whoever came to an appointment needs a new one: their link does not let them in again.
room-close = Close the door
room-close-again = Change what is written
room-open = Open the door
done-note-up = The note is up. Those who wait read it now.
done-note-down = The note is taken down.
done-door-closed = The door is closed.
done-door-open = The door is open.
done-alert = Saved.

alert-title = When you are not looking
alert-what = If somebody comes whom you should know of, and your waiting list is open nowhere, you are told once for each visit. The message never says who it is.
alert-how = Tell me
alert-off = Not at all
alert-email = By e-mail, to the address you sign in with
alert-sms = By SMS
alert-phone = Telephone number for the SMS
alert-phone-hint = With the country, such as +47. It is used for nothing else, and erased with your account.
alert-button = Save

settings-waiting-room = Waiting room
place-what = Visitors read on their page that they are seen. They can also read how many are before them.
place-data = The number counts people and names nobody. Who waits for somebody else is not counted.
place-question = What do visitors read?
place-told = Their place: “One person is before you.”
place-kept = That they are seen, without their place
place-button = Save
done-waiting-room = Saved. Visitors read it from now on.

wait-seen = You are in the waiting room.
wait-handed = { $professional } receives you now.
wait-note-from = From { $name }
arrive-shut = { $organisation } receives nobody right now.
arrive-shut-advice = Please come back later. If it cannot wait, call or write to them the way you usually do.
come-shut-advice = Your link is not used up: open it again later. If it cannot wait, call or write to them the way you usually do.

letter-somebody-waits-subject = Somebody is in the waiting room of { $organisation }
letter-somebody-waits =
    Hello,

    Somebody has come to { $organisation } whom you should know of, and your waiting list is not open. See who it is:

    { $link }

    You are told this once for each visit. You can turn it off under “Notes and door”.
text-somebody-waits = Somebody is in your waiting room. Sign in to see who: { $link }

refused-has-come = This visitor has come. Please reload the page.
refused-not-yet = The time of this appointment has not come yet.
refused-door-closed = Nobody is received right now. Please come back later.

cookies-kept-here = Beside cookies, the waiting list keeps two choices in this browser, which are never sent to us: whether it sounds (sound) and whether it tells you outside its tab (notify). The buttons below the list switch them. In a call, the tab also remembers the camera, microphone and speaker that you chose (devices) and since when the call runs (call-began), until you close it.
