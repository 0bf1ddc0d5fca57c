# What stands around every page.

skip-to-content = Hopp til innholdet
menu = Meny
languages = Språk
foot-end-to-end = Samtaler er ende-til-ende-kryptert og tas aldri opp.
optional = valgfritt
reference = Referanse

area-dashboard = Venteliste
area-history = Historikk
area-bill = Faktura
area-team = Team
area-settings = Innstillinger
area-desk = Etterlevelse
area-holds = Slettesperrer
area-audit = Tilgangslogg
area-account = Min konto

before-title = Før besøkende kan komme
before-agreement = Signer avtalen om opplysningene til deres besøkende
before-notice = Publiser personvernerklæringen
before-passkey = Legg til en passnøkkel, så du kan logge inn uten å vente på e-post
before-done = Gjort
before-open = Ikke gjort ennå
before-owner = Ikke gjort ennå; dette gjør eieren av virksomheten
next-agreement = Neste: signer avtalen
next-notice = Neste: publiser personvernerklæringen
next-page = Se siden slik besøkende ser den

shown-erased = slettet
shown-not-given = ikke oppgitt
shown-nobody = ingen
shown-no-call = ingen samtale

field-name = Navnet ditt
field-phone = Telefon
field-email = E-post

demo-bar-name = Demo
demo-bar-date = Dette er en demo. Datoen her er
demo-bar-mailbox = Postkasse
demo-bar-person = Her er du { $person }, og du er fortsatt innlogget når du stiller klokken.
demo-bar-turn = Still klokken frem:
demo-bar-days = { $count ->
    [one] 1 dag
   *[other] { $count } dager
  }
demo-bar-months = { $count ->
    [one] 1 måned
   *[other] { $count } måneder
  }

cookies-title = Informasjonskapsler
cookies-what = Alle informasjonskapsler som Anteroom setter, med navn. Ingen av dem følger deg, ingen leses av andre, og ingen side henter noe fra et annet selskap.
cookies-necessary = Nødvendig for det du gjør
cookies-settings = Det du har valgt
cookies-here = i denne nettleseren
cookies-forget = Glem det jeg har valgt
cookies-nothing = Ingenting er husket i denne nettleseren.
cookie-session = Holder medlemmer innlogget.
cookie-session-stays = Tolv timer, eller til du logger ut.
cookie-visit = Holder av plassen til en besøkende i venterommet, og lar vedkommende se sitt eget besøk igjen.
cookie-visit-stays = Så lenge besøket kan oppbevares, høyst 94 dager. Den sendes bare til sidene for det ene besøket.
cookie-guest = Slipper en gjest i en samtale inn igjen, også etter at siden er lastet inn på nytt.
cookie-guest-stays = Høyst ett døgn. Den sendes bare til sidene for den ene samtalen.
cookie-identifying = Hører til én identifisering med elektronisk ID, dit og tilbake.
cookie-identifying-stays = Ti minutter. Den sendes bare til adressen for veien tilbake.
cookie-receipt = Åpner kvitteringssiden til en besøkende i en nettleser der koden til den ble oppgitt.
cookie-receipt-stays = Én time. Den sendes bare til sidene for det ene besøket.
cookie-ceremony = Hører til én innlogging med passnøkkel, eller til å legge til en.
cookie-ceremony-stays = Fem minutter.
cookie-device = Kjenner igjen en nettleser som et medlem har logget inn fra før, så en innlogging fra en annen blir varslet på e-post.
cookie-device-stays = 400 dager etter siste innlogging.
cookie-language = Husker språket du har valgt.
cookie-language-stays = Ett år, eller til du glemmer det her.
