# What a visitor reads, from the organisation's page to the receipt.

arrive-title = Welcome to { $organisation }
arrive-emergency = Not for emergencies.
arrive-emergency-call = If it is urgent, call
arrive-how = Say who you are, and { $organisation } sees at once that you are here. You need no account and nothing to install.
arrive-nobody-in = At { $organisation } nobody is signed in right now.
arrive-nobody-in-advice = If you have an appointment, come in and wait: whoever signs in next sees you at once.
arrive-not-yet = { $organisation } is still preparing its waiting room.
arrive-not-yet-advice = You are at the right place, but nobody can be received here yet. If you have an appointment today, please call or write to them the way you usually do.
arrive-own = You are signed in as one of their people. Visitors read the words above until everything is prepared.
arrive-own-button = See what is missing
arrive-name-hint = The name they know you by.
arrive-phone-hint = Only used if the video call breaks off and they need to reach you.
arrive-for-whom = Who are you here to see?
arrive-first-free = The first one who is free
arrive-first-free-hint = Choose this if you have no appointment with somebody.
arrive-consent = I agree that { $organisation } handles what I give here so that we can talk. It is erased after { $retention }. I can change my mind at any time.
arrive-notice = What happens with my details
arrive-notice-page = Open this on a page of its own
arrive-button = Go to the waiting room

privacy-title = Privacy notice
privacy-link = Privacy notice
privacy-of = How { $organisation } handles what visitors give.
privacy-since = In force since
privacy-back = Back to { $organisation }

notice-controller = { $controller } is responsible for your details. Contact: { $contact }.
notice-officer = The data-protection officer is { $officer }.
notice-what = We ask for your name, and for a phone number if you want to give one. If you were invited, we also keep the address or number the invitation went to, and the time. During the visit we also note when you came, how long you spoke, and whether camera, microphone and connection worked. We ask for nothing about your health.
notice-why = We do this because you agree to it (Article 6(1)(a) of the General Data Protection Regulation). Your details are erased { $retention } after your visit.
notice-call = The call is end-to-end encrypted. It goes directly between you and the person you talk to or, where a network does not allow that, through a relay that sees only encrypted data. It is not recorded, and nobody in between can see or hear it.
notice-access = Every time somebody opens your details, it is written down who did and why. After your visit your receipt page shows you.
notice-rights = You can withdraw your consent, and ask to see, correct, receive or erase your details at any time.
notice-authority = If you are not content with how we handle your details, you can complain to { $authority }.

check-title = Camera and sound
check-why = A short check, so that you can be seen and heard. Nobody can see or hear you yet.
check-ask = Your browser will ask whether it may use your camera and microphone. Choose “Allow”.
check-start = Check camera and sound
check-skip = Skip the check and wait
check-asking = Your browser is asking now. Choose “Allow”.
check-self-view = Your own picture
check-camera = Camera
check-camera-ok = Your camera works. Do you see yourself?
check-camera-blocked = The camera is blocked. Tap the sign beside the address of this page, allow the camera, then try again. You can also go on without a picture.
check-camera-none = We found no camera. You can go on without a picture.
check-camera-busy = Another program is using the camera. Close it and try again, or go on without a picture.
check-camera-skipped = You go on without a picture. You can turn the camera on later.
check-microphone = Microphone
check-microphone-ok = Your microphone works.
check-microphone-blocked = The microphone is blocked. Tap the sign beside the address of this page, allow the microphone, then try again.
check-microphone-none = We found no microphone. Plug in a headset, or go on: you can still see and hear the other person, and they can phone you.
check-microphone-busy = Another program is using the microphone. Close it and try again.
check-say-something = Say something. The bar moves when we hear you.
check-level = How loud you are
check-heard-you = We hear you.
check-speaker = Can you hear us?
check-play-tone = Play a sound
check-heard = I heard it
check-not-heard = I heard nothing
check-speaker-advice = Turn the volume up, check that headphones are plugged in well, and play the sound again. You can also go on.
check-continue = Go on to the waiting room
check-try-again = Try again
check-without-camera = Go on without camera
check-lost = We could not save the result of the check. That does not matter for your visit: you can go on.

wait-title = The waiting room
wait-place = { $before ->
    [0] You are next.
    [one] One person is before you.
   *[other] { $before } people are before you.
  }
wait-known-by = { $professional } knows you are here.
wait-known = { $organisation } knows you are here, and the first one who is free lets you in.
wait-nobody-in = At { $organisation } nobody is signed in right now. Whoever signs in next sees you at once.
wait-keep-open = Keep this page open. You are let in by itself; there is nothing more to do. If you reload the page you keep your place.
wait-lost = The connection is lost.
wait-lost-advice = We are trying again. You keep your place.
wait-admitted = You are being let in.
wait-go-in = Go in now
wait-no-script = This page needs JavaScript for the video call. Please turn it on, or open the page in another browser.
wait-for = You are here to see
wait-since = You came at
wait-check-again = Check camera and sound again

thanks-title = Thank you for your visit
thanks-call = Your call with { $organisation } has ended. Nothing of it was recorded.
thanks-closed-title = Your visit was closed
thanks-closed = { $organisation } closed your visit before a call. If this is a surprise, you can come in again or contact them.
left-title = You have left the call
left-call = { $organisation } can still be in the call. If you hung up by mistake, go back in.
left-back = Go back in
thanks-close = You can close this page.
thanks-reference = The reference of your visit
thanks-receipt = With it you can ask what is kept about you. Your receipt page shows it now, and who opened your details.
thanks-receipt-button = See what is kept
thanks-again = Come in again

receipt-title = Your visit
receipt-print = Keep this reference, or print this page, if you may want to ask about your visit later.
receipt-kept = Your details are kept for { $retention }, until
receipt-kept-then = Then they are erased.
receipt-kept-open = Your visit is not over. Your details are erased { $retention } after it ends.
receipt-erased = Your details were erased on
receipt-erased-pending = The keys that could open them were destroyed. Copies of the keys made before could still open them; as a rule these are made useless within a day, and this page says so then.
receipt-erased-done = The keys that could open them were destroyed. Nothing that is kept opens them any more, copies and backups of any age included, as long as the destruction of the main key holds.
receipt-erased-remains = What remains is that a visit took place, without your name, and below who opened your details.
receipt-yours = What is kept about you
receipt-organisation = You visited
receipt-day = Day
receipt-with = You spoke with
receipt-duration = Length of the call
receipt-opened = Who opened my details
receipt-opened-why = Every opening is written down, with its reason. This list cannot be changed by anybody. Your own openings are left out.
receipt-opened-nobody = Nobody has opened your details.
receipt-rights = Your rights
receipt-rights-how = You can ask { $organisation } to see, correct, receive or erase your details, or withdraw your consent. Write to { $contact } and give the reference { $reference }. You get an answer within four weeks.
receipt-authority = If you are not content with the answer, you can complain to { $authority }.
