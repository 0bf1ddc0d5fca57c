# Agreements between an organisation and the operator: their pages, the letters about them, countries and authorities.

agreements-title = Avtaler
agreements-why = For landet deres ({ $country }, { $law }) signeres denne før besøkende kan komme: { $agreement }. Vilkårene godtas ved å bruke tjenesten.
agreements-why-none = Dere har oppgitt at dere ikke driver helsetjenester, så det er ingenting å signere. Vilkårene godtas ved å bruke tjenesten; de sier hva vi kan gjøre med opplysninger om de besøkende.
agreements-all = Alle avtaler
agreements-read = Les
agreements-read-newer = Les den nye versjonen
agreements-read-and-sign = Les og signer den nye versjonen
agreements-changed = Hva som er endret, med operatørens ord:
agreements-note = Jeg har lest dette
agreements-noted = Notert. Ellers endres ingenting av det.
agreements-earlier = Godtatt tidligere
agreements-read-change = Les hva som endres

agreement-dpa = Databehandleravtale
agreement-baa = Avtale med forretningspartner (Business associate agreement)
agreement-terms = Vilkår for bruk
agreement-staff-notice = Personvernerklæring for dem som har en konto
agreement-published = Versjon { $version }, publisert { $day }.
agreement-accepted-sign-up = Godtatt ved registreringen av
agreement-accepted-use = Godtatt ved fortsatt bruk av tjenesten, av
agreement-not-accepted = Ikke godtatt ennå.
agreement-informs = Til orientering; ingen trenger å godta den.
agreement-change-to-sign = Det finnes en ny versjon å signere: { $agreement }. Inntil du signerer den, gjelder den du har signert.
agreement-change-by-use = Det finnes en ny versjon: { $agreement }. Den gjelder fra { $effective }. Den som fortsetter å bruke tjenesten etter det, godtar den; den som ikke er enig, kan avslutte bruken før.
agreement-change-notice = Det finnes en ny versjon: { $agreement }.
agreement-change-small = Det finnes en ny versjon med en liten endring. Det du har godtatt, gjelder fortsatt.

settings-agreement-changed = En endring er varslet

sign-up-terms = Ved å registrere dere godtar dere disse:
sign-up-staff-notice = Hva vi gjør med dine egne opplysninger, står her:

country-at = Østerrike
country-ch = Sveits
country-us = USA
country-in-zone = { $country } (tiden i { $place })

authority-no = Datatilsynet
authority-de = personvernmyndigheten i din tyske delstat
authority-nl = Autoriteit Persoonsgegevens
authority-fr = CNIL
authority-gb = Information Commissioner’s Office
authority-at = Datenschutzbehörde i Wien
authority-ch = det sveitsiske datatilsynet (EDÖB/FDPIC)
authority-us = Office for Civil Rights i det amerikanske helsedepartementet (HHS)

refused-agreement-changed = Denne teksten ble endret for et øyeblikk siden. Les den en gang til.

letter-agreement-sign-subject = Ny versjon å signere: { $agreement }
letter-agreement-sign =
    Hei,

    det finnes en ny versjon ({ $version }) av en avtale som du har signert for { $organisation }: { $agreement }.

    Hva som er endret: { $changed }

    Les og signer den her:

    { $link }

    Inntil du signerer den, gjelder versjonen du har signert. Begge kan lastes ned der.
letter-agreement-use-subject = { $agreement }: ny versjon fra { $effective }
letter-agreement-use =
    Hei,

    det finnes en ny versjon ({ $version }) av en avtale som gjelder for { $organisation }: { $agreement }. Den gjelder fra { $effective }.

    Hva som er endret: { $changed }

    Les den her:

    { $link }

    Den som fortsetter å bruke tjenesten etter den dagen, godtar den nye versjonen. Er du ikke enig, kan du avslutte bruken før det.
letter-agreement-notice-subject = { $agreement }: ny versjon
letter-agreement-notice =
    Hei,

    det finnes en ny versjon ({ $version }) av det vi sier om opplysningene til dem i { $organisation } som har en konto: { $agreement }.

    Hva som er endret: { $changed }

    Les den her:

    { $link }
