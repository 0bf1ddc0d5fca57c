# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Norwegen
country-de = Deutschland
country-nl = Niederlande
country-fr = Frankreich
country-gb = Vereinigtes Königreich

way-to-sign-in = Neuen Link anfordern
way-to-dashboard = Zur Warteliste
way-to-front = Zur Startseite
way-to-page = Zur Seite von { $organisation }
way-back = Zurück zur Seite
way-again = Noch einmal versuchen

done-invited = Die Einladung ist unterwegs.
done-roles = Die Rollen sind gespeichert.
done-retention = Gespeichert. Neue Besuche werden so lange aufbewahrt.
done-notice = Ihre Datenschutzerklärung ist veröffentlicht.
done-removed = Entfernt. Dieser Zugang besteht nicht mehr.
done-withdrawn = Die Einladung ist zurückgezogen. Ihr Link öffnet nichts mehr, und die Adresse ist gelöscht.
done-offered = Das Angebot ist per E-Mail unterwegs.
done-offer-withdrawn = Das Angebot ist zurückgezogen. Die Leitung liegt weiter bei Ihnen.
done-declined = Sie haben abgelehnt. Es hat sich nichts geändert.
done-passkey-removed = Der Passkey ist entfernt. Er öffnet hier nichts mehr.
done-session-ended = Die Sitzung ist beendet.
done-factor-removed = Sie verzichten jetzt auf den zweiten Faktor. Zur Anmeldung genügt ein Link per E-Mail.
done-recovery-stopped = Es ist gestoppt. Der zweite Faktor ist wie zuvor.
done-accepted = Sie haben jetzt die Leitung.

team-invited-on = Eingeladen am { $day }, noch nicht angenommen
team-owner-since = Leitung, hier seit { $day }
team-member-since = Dabei seit { $day }

retention-kept = { $count ->
    [0] Zurzeit wird kein Besuch aufbewahrt.
    [one] Zurzeit werden die Angaben zu 1 Besuch aufbewahrt.
   *[other] Zurzeit werden die Angaben zu { $count } Besuchen aufbewahrt.
  }

agreement-consent-missing = Bitte bestätigen Sie, dass Sie zur Unterschrift berechtigt sind.
