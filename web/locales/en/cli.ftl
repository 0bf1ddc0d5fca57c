# What the command line prints for people; with --json it prints no sentences.

cli-no-session = Opening something needs a person: give the token of a compliance officer’s or an auditor’s session in ANTEROOM_SESSION.
cli-session-over = This session has ended, or there is none of this token. Sign in again and take its token.
cli-other-session = This session belongs to somebody else, or to another organisation.
cli-several = Several visits have this reference. Name one of them with --visit: { $visits }

cli-replay-empty = Nobody has opened anything that you asked for.
cli-replay-line = { $position }  { $when }  { $who }, { $role }. { $why }. Whose: { $whose }

cli-verify-log = { $origin }: { $records } records read.
cli-verify-root = The root over the first { $size }: { $root }
cli-verify-parts = { $parts } sealed parts are there and right; { $destroyed } are gone, each under a destruction that the log tells of.
cli-verify-unproved = { $count } records are newer than the checkpoint: nothing proves them yet.
cli-verify-from = Compared from position { $from } on; the records before it are not here, and the tree stands for them.
cli-verify-left-out = { $count } ciphertexts were left out of the export: nothing is said of them.
cli-verify-witnessed = { $witness } has cosigned the first { $size } records, on { $when }.
cli-verify-unwitnessed = { $witness } has not cosigned.
cli-verify-declared = position { $position }: a declared loss: the log was restored here, and records { $first } to { $last } of { $origin } are gone.
cli-verify-stopped = The tree does not grow: { $why }
cli-verify-unreadable = position { $position }: the log cannot be read on from here: { $why }
cli-verify-proved = Proved: these are the records that were signed.
cli-verify-proved-since = Proved: these are the records that were signed, and they have grown out of the { $size } of your checkpoint.
cli-verify-proved-with-loss = Proved, with a declared loss: your checkpoint vouches for records that the log says it has lost. Ask why.
cli-verify-alone = Whoever holds this folder also holds its signing key. Keep a checkpoint elsewhere (anteroom audit checkpoint), and give it here the next time.
cli-verify-key-of-export = The key came with the export; it proves nothing about who signed. Give the key that you keep (--key), and the checkpoint of the last time (--checkpoint).
cli-verify-first-time = Whoever holds the signing key could have signed another log before. Keep the export’s checkpoint, and give it here the next time (--checkpoint).
cli-verify-not-proved = Not proved.

cli-export-done = Records { $from } to { $to } are in { $out }, with what proves them.
cli-export-lacks = { $path } is missing or damaged in the data folder: a difference is then found, but not its place.
cli-export-next = On another machine: anteroom audit verify { $out } --key KEY --checkpoint YOUR-LAST-ONE

cli-inclusion-proved = Proved: this is record { $position } of { $origin }, as the checkpoint over { $size } records was signed.
cli-consistent = Proved: the log of { $new } records continues the one of { $old }.
cli-rotate-begun = Two keys sign checkpoints now, the old one and the new one. Give the new one to auditors and witnesses, then end the old one: anteroom audit rotate-key --finish
cli-rotate-finished = The old key signs no more, and is gone from the data folder. This one signs:

cli-found = { $reference }  { $day }  { $name }, { $phone }; with { $professional }. Kept: { $state }. Visit { $visit }
cli-found-appointment = { $reference }  appointment { $when }  { $name }, { $reach }; with { $professional }. Kept: { $state }. Visit { $visit }
cli-found-gone = { $reference }  { $day }  { $state } Visit { $visit }
cli-found-until = until { $when }
cli-found-erased = Erased on command. Its statement: anteroom subject statement { $erasure }

cli-agreement = { $kind } { $version }, published { $day } ({ $digest }): agreed { $agreed }, told { $told }, letter not out { $waiting }, others { $others }

cli-model = { $name } (version { $version }, generation { $generation }) at position { $position }: { $state }
cli-model-follows = { $lag ->
    [0] up to date
    [one] one event behind
   *[other] { $lag } events behind
  }
cli-model-rebuilding = the next generation is at position { $position }
cli-model-stopped = stopped: { $why }

cli-certificate = Certificate of { $issued } about { $subject }, under the checkpoint of { $origin } over { $size } records.
cli-certificate-held = Held: nothing is destroyed, since a legal hold keeps it.
cli-certificate-pending = Pending: the keys are destroyed, and older copies of the key table could still open what they sealed.
cli-certificate-done = Done: the keys are destroyed, and so is the epoch that had held them. What that rests on stands in the certificate.
cli-certificate-parts = { $keys } keys are destroyed; they had sealed { $parts } parts.
cli-certificate-hold = Kept under the legal hold { $hold } on { $ground } until { $until }.
cli-certificate-valid = Valid: it was signed so, and the events it names are under its checkpoint. Whether it leaves something out is known with an export alone (--export).
cli-certificate-valid-compared = Valid: it was signed so, and the log's records say the same and nothing more.
cli-certificate-invalid = Not valid.
cli-certificate-written = The certificate is in { $out }. Anybody can check it: anteroom audit verify-certificate FILE --key KEY

cli-organisation = { $organisation }  { $country }  signed up { $since }: { $standing }
cli-organisation-unconfirmed = not confirmed by its owner
cli-organisation-trial = on trial until { $day }
cli-organisation-trial-over = its trial ended with { $day }, and it takes nobody new
cli-organisation-in-use = in use
cli-organisation-ending = ends on { $day }
cli-organisation-ended = ended
