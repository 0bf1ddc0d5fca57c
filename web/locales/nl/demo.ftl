# The demo's mailbox.

mailbox-title = De mailbox van de demo
mailbox-what = Berichten die anders per e-mail of sms zouden worden verstuurd, komen hier terecht.
mailbox-empty = Nog geen berichten. Registreer u, nodig iemand uit of vraag een link aan, en het bericht verschijnt hier.
mailbox-text = Sms
mailbox-calendar = Met een afspraak voor de agenda.
mailbox-to = Aan
mailbox-open = Link openen
