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
area-audit = Tilgangslogg
area-account = Min konto

before-title = Før besøkende kan komme
before-agreement = Signer databehandleravtalen
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
