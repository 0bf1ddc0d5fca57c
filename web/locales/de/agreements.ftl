# Agreements between an organisation and the operator: their pages, the letters about them, countries and authorities.

agreements-title = Verträge
agreements-why = Für Ihr Land ({ $country }, { $law }) wird dieser unterzeichnet, bevor man zu Ihnen kommen kann: { $agreement }. Die Nutzungsbedingungen nehmen Sie an, indem Sie den Dienst nutzen.
agreements-why-none = Sie haben angegeben, dass Sie nicht im Gesundheitswesen tätig sind; zu unterzeichnen ist deshalb nichts. Die Nutzungsbedingungen nehmen Sie an, indem Sie den Dienst nutzen; in ihnen steht, was wir mit den Angaben Ihrer Besucherinnen und Besucher tun dürfen.
agreements-all = Alle Verträge
agreements-read = Lesen
agreements-read-newer = Die neue Fassung lesen
agreements-read-and-sign = Die neue Fassung lesen und unterzeichnen
agreements-changed = Was sich geändert hat, in den Worten des Betreibers:
agreements-note = Ich habe es zur Kenntnis genommen
agreements-noted = Vermerkt. Sonst ändert sich dadurch nichts.
agreements-earlier = Früher angenommen
agreements-read-change = Lesen, was sich ändert

agreement-dpa = Vertrag zur Auftragsverarbeitung
agreement-baa = Business Associate Agreement
agreement-terms = Nutzungsbedingungen
agreement-staff-notice = Datenschutzerklärung für Personen mit einem Konto
agreement-published = Fassung { $version }, veröffentlicht am { $day }.
agreement-accepted-sign-up = Bei der Anmeldung angenommen von
agreement-accepted-use = Durch weitere Nutzung des Dienstes angenommen von
agreement-not-accepted = Noch nicht angenommen.
agreement-informs = Zu Ihrer Information; niemand muss zustimmen.
agreement-change-to-sign = Eine neue Fassung ist zu unterzeichnen: { $agreement }. Bis Sie sie unterzeichnen, gilt die Fassung, die Sie unterzeichnet haben.
agreement-change-by-use = Es gibt eine neue Fassung: { $agreement }. Sie gilt ab { $effective }. Wer den Dienst danach weiter nutzt, nimmt sie an; wer nicht einverstanden ist, kann die Nutzung bis dahin beenden.
agreement-change-notice = Es gibt eine neue Fassung: { $agreement }.
agreement-change-small = Es gibt eine neue Fassung mit einer kleinen Änderung. Was Sie angenommen haben, gilt weiter.

settings-agreement-changed = Eine Änderung ist angekündigt

sign-up-terms = Mit der Anmeldung nehmen Sie diese Bedingungen an:
sign-up-staff-notice = Was wir mit Ihren eigenen Daten tun, steht hier:

country-at = Österreich
country-ch = Schweiz
country-us = Vereinigte Staaten
country-in-zone = { $country } (Zeit von { $place })

authority-no = Datatilsynet
authority-de = die Datenschutzbehörde Ihres Bundeslandes
authority-nl = Autoriteit Persoonsgegevens
authority-fr = CNIL
authority-gb = Information Commissioner’s Office
authority-at = Datenschutzbehörde, Wien
authority-ch = Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter (EDÖB)
authority-us = Office for Civil Rights des Gesundheitsministeriums der Vereinigten Staaten (HHS)

refused-agreement-changed = Dieser Text wurde soeben geändert. Bitte lesen Sie ihn noch einmal.

letter-agreement-sign-subject = Neue Fassung zu unterzeichnen: { $agreement }
letter-agreement-sign =
    Guten Tag,

    es gibt eine neue Fassung ({ $version }) eines Vertrags, den Sie für { $organisation } unterzeichnet haben: { $agreement }.

    Was sich geändert hat: { $changed }

    Lesen und unterzeichnen Sie sie hier:

    { $link }

    Bis Sie sie unterzeichnen, gilt die Fassung, die Sie unterzeichnet haben. Beide können Sie dort herunterladen.
letter-agreement-use-subject = { $agreement }: neue Fassung ab { $effective }
letter-agreement-use =
    Guten Tag,

    es gibt eine neue Fassung ({ $version }) eines Vertrags, der für { $organisation } gilt: { $agreement }. Sie gilt ab { $effective }.

    Was sich geändert hat: { $changed }

    Lesen Sie sie hier:

    { $link }

    Wer den Dienst nach diesem Tag weiter nutzt, nimmt die neue Fassung an. Wenn Sie nicht einverstanden sind, können Sie die Nutzung bis dahin beenden.
letter-agreement-notice-subject = { $agreement }: neue Fassung
letter-agreement-notice =
    Guten Tag,

    es gibt eine neue Fassung ({ $version }) dessen, was wir über die Daten derjenigen bei { $organisation } sagen, die ein Konto haben: { $agreement }.

    Was sich geändert hat: { $changed }

    Lesen Sie sie hier:

    { $link }
