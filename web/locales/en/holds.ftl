# Legal holds.

hold-what = A legal hold keeps what would be erased, where the law needs it. It takes two people, and ends on its last day. Each opening of the reasons here becomes an access entry.
hold-list = Holds
hold-none = Holds appear here once somebody proposes one.
hold-of = Hold on visit
hold-scope = What is held
hold-scope-visit = The details of the visit
hold-scope-all = Everything that is kept of the visit
hold-exemption = Why it may be kept
exemption-legal-claims = Legal claims: to make, pursue or defend them
exemption-legal-obligation = A legal obligation, or a task in the public interest
exemption-public-health = Public health
hold-until = Until, that day included
hold-until-hint = At most a year from today. To hold it for longer, propose another hold before this one ends.
hold-proposed-on = Proposed
hold-by = Proposed by
hold-basis = Legal basis
hold-basis-hint = The law, the order or the case, in words. The visitor is not told.
hold-reason-hint = For your colleagues and the auditor. Do not name the visitor.
hold-proposed = Proposed: it holds nothing yet. Somebody else has to confirm it.
hold-in-effect = In effect
hold-lifted = Over: lifted
hold-lifted-why = Lifted because
hold-ran-out = Over: it has run out
hold-mine = You proposed this. Somebody else, an owner or a compliance officer, has to confirm it.
hold-confirm-means = From now on and until { $until } nothing of it is erased, neither when it falls due nor on command. The visitor’s page says so, without the reason.
hold-confirm = Confirm the hold on { $reference }
hold-lift-reason = Why end it now?
hold-lift-means = What was to be erased meanwhile is erased at once.
hold-lift = Lift the hold on { $reference }
hold-propose-title = Propose a hold
hold-propose-what = The visit’s details stay sealed; they are only kept. The visitor is told that, on which ground of the regulation, and until when.
hold-propose = Propose this hold
hold-reference-wrong = Please write the reference of a visit here whose details are not erased.

kept-held = { $what }, under a legal hold
receipt-held = A legal hold keeps your details until
receipt-held-why = They are kept on this ground: { $ground }. On that day at the latest the hold ends; what is to be erased is erased then.
receipt-held-commanded = Their erasure has been ordered. It is carried out when the hold ends.
desk-held = A legal hold keeps these details until { $until }. If you erase the visit now, the command waits and is carried out when the hold ends.
desk-held-word = Held
desk-hold-link = Propose a legal hold
statement-held = a legal hold keeps what was to be erased until { $until }. It is erased by itself when the hold ends.

certificate-title = Certificate
certificate-what = The certificate says what was destroyed, what is kept and on what that rests, signed, and without anything personal. Anybody can check it without us.
certificate-get = Download the certificate
