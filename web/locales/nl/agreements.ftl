# Agreements between an organisation and the operator: their pages, the letters about them, countries and authorities.

agreements-title = Overeenkomsten
agreements-why = Voor uw land ({ $country }, { $law }) wordt deze ondertekend voordat bezoekers kunnen komen: { $agreement }. De voorwaarden aanvaardt u door de dienst te gebruiken.
agreements-why-none = U hebt aangegeven dat u niet in de zorg werkt, dus er is niets te ondertekenen. De voorwaarden aanvaardt u door de dienst te gebruiken; ze zeggen wat wij met de gegevens van uw bezoekers mogen doen.
agreements-all = Alle overeenkomsten
agreements-read = Lezen
agreements-read-newer = De nieuwe versie lezen
agreements-read-and-sign = De nieuwe versie lezen en ondertekenen
agreements-changed = Wat er is veranderd, in de woorden van de beheerder:
agreements-note = Ik heb dit gelezen
agreements-noted = Genoteerd. Verder verandert er niets door.
agreements-earlier = Eerder aanvaard
agreements-read-change = Lees wat er verandert

agreement-dpa = Verwerkersovereenkomst
agreement-baa = Business associate agreement
agreement-terms = Gebruiksvoorwaarden
agreement-staff-notice = Privacyverklaring voor mensen met een account
agreement-published = Versie { $version }, gepubliceerd op { $day }.
agreement-accepted-sign-up = Bij de aanmelding aanvaard door
agreement-accepted-use = Aanvaard door de dienst te blijven gebruiken, door
agreement-not-accepted = Nog niet aanvaard.
agreement-informs = Ter informatie; niemand hoeft ermee in te stemmen.
agreement-change-to-sign = Er is een nieuwe versie om te ondertekenen: { $agreement }. Tot u die ondertekent, blijft de versie gelden die u hebt ondertekend.
agreement-change-by-use = Er is een nieuwe versie: { $agreement }. Ze geldt vanaf { $effective }. Wie de dienst daarna blijft gebruiken, aanvaardt haar; wie het er niet mee eens is, kan het gebruik tot dan beëindigen.
agreement-change-notice = Er is een nieuwe versie: { $agreement }.
agreement-change-small = Er is een nieuwe versie met een kleine wijziging. Wat u hebt aanvaard, blijft gelden.

settings-agreement-changed = Er is een wijziging aangekondigd

sign-up-terms = Door u aan te melden aanvaardt u deze voorwaarden:
sign-up-staff-notice = Wat wij met uw eigen gegevens doen, staat hier:

country-at = Oostenrijk
country-ch = Zwitserland
country-us = Verenigde Staten
country-in-zone = { $country } (tijd van { $place })

authority-no = Datatilsynet
authority-de = de toezichthouder van uw Duitse deelstaat
authority-nl = de Autoriteit Persoonsgegevens
authority-fr = de CNIL
authority-gb = het Information Commissioner’s Office
authority-at = de Datenschutzbehörde in Wenen
authority-ch = de Zwitserse toezichthouder (EDÖB/FDPIC)
authority-us = het Office for Civil Rights van het Amerikaanse ministerie van Volksgezondheid (HHS)

refused-agreement-changed = Deze tekst is zojuist gewijzigd. Lees hem alstublieft opnieuw.

letter-agreement-sign-subject = Nieuwe versie om te ondertekenen: { $agreement }
letter-agreement-sign =
    Hallo,

    er is een nieuwe versie ({ $version }) van een overeenkomst die u voor { $organisation } hebt ondertekend: { $agreement }.

    Wat er is veranderd: { $changed }

    Lees en onderteken haar hier:

    { $link }

    Tot u haar ondertekent, blijft de versie gelden die u hebt ondertekend. Beide kunt u daar downloaden.
letter-agreement-use-subject = { $agreement }: nieuwe versie vanaf { $effective }
letter-agreement-use =
    Hallo,

    er is een nieuwe versie ({ $version }) van een overeenkomst die voor { $organisation } geldt: { $agreement }. Ze geldt vanaf { $effective }.

    Wat er is veranderd: { $changed }

    Lees haar hier:

    { $link }

    Wie de dienst na die dag blijft gebruiken, aanvaardt de nieuwe versie. Bent u het er niet mee eens, dan kunt u het gebruik tot dan beëindigen.
letter-agreement-notice-subject = { $agreement }: nieuwe versie
letter-agreement-notice =
    Hallo,

    er is een nieuwe versie ({ $version }) van wat wij zeggen over de gegevens van wie bij { $organisation } een account heeft: { $agreement }.

    Wat er is veranderd: { $changed }

    Lees haar hier:

    { $link }
