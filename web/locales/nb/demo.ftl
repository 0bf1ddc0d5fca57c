# The demo's mailbox.

mailbox-title = Demoens postkasse
mailbox-what = Meldinger som ellers ville blitt sendt på e-post eller SMS, havner her.
mailbox-empty = Ingen meldinger ennå. Registrer deg, inviter noen eller be om en lenke, så dukker meldingen opp her.
mailbox-text = SMS
mailbox-calendar = Med en oppføring til kalenderen.
mailbox-to = Til
mailbox-open = Åpne lenken
