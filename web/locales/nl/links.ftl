# Repeating links, inviting for a colleague, and reminders.

links-title = Herbruikbare links
links-way = Herbruikbare links, voor wie steeds weer komt
links-what = Een herbruikbare link laat dezelfde persoon zo vaak binnen als die wil, tot een dag die u kiest. Elke keer is een bezoek op zich, dat afzonderlijk wordt gewist. Dat het dezelfde link was, is met elk bezoek verzegeld: u kunt zien dat iemand met zo’n link kwam, de aanbieder van deze dienst niet.
links-empty = U hebt geen herbruikbare link gegeven.
links-until = tot en met
links-one = Herbruikbare link
links-back = Alle herbruikbare links
links-give = Een herbruikbare link geven
links-last = Laatste dag
links-last-hint = Hoogstens drie maanden vooruit, tot het einde van die dag in { $place }.
links-button = De link versturen
links-kept = Naam en adres worden verzegeld bewaard met de link. Die laat op elk uur binnen, ook buiten de openingstijden.
links-end-title = Beëindigen
links-end-what = De persoon krijgt bericht, en de link laat niemand meer binnen. Wie al wacht, blijft staan.
links-end-button = Link { $reference } beëindigen
done-link-given = De link is onderweg.
done-link-ended = De link is beëindigd, en de persoon krijgt bericht.
waiting-repeating = Kwam met een herbruikbare link
invite-colleague = Een collega
invite-colleague-hint = De afspraak is van uw collega: die ziet haar, u niet. Uw naam staat niet in het bericht.
invite-which-colleague = Welke collega
invite-reminders = Herinneringen
settings-reminders = Herinneringen
reminders-what = Bezoekers met een afspraak worden herinnerd langs de weg waarlangs ze zijn uitgenodigd. Elke uitnodiging kan iets anders zeggen.
reminders-question = Bezoekers herinneren
reminders-both = Een dag en een uur van tevoren
reminders-day-before = Een dag van tevoren
reminders-hour-before = Een uur van tevoren
reminders-none = Helemaal niet
reminders-data = Voor elke herinnering wordt het adres nog eens geopend, en het toegangslogboek zegt dat. Bestaande afspraken houden de herinneringen waarmee ze zijn gemaakt.
reminders-button = Herinneringen opslaan
done-reminders = Opgeslagen. Nieuwe uitnodigingen worden zo gemaakt.
invalid-last = Kies een dag vanaf vandaag tot hoogstens drie maanden vooruit.
invalid-reminders = Kies een van deze.

come-repeating-title = Uw link
come-repeating = Uw link naar { $organisation }
come-until = Laat u binnen tot
come-repeatedly = Deze link laat u opnieuw binnen, tot die dag. Elke keer is een bezoek op zich. Dat u met deze link kwam, is verzegeld voor degene met wie u spreekt, en wordt met het bezoek gewist.
spent-repeating = { $organisation } heeft deze link beëindigd, of de laatste dag is voorbij.

visitor-repeating-subject = Uw link naar { $organisation }
visitor-repeating =
    Hallo,

    { $organisation } geeft u een link waarmee u zo vaak als nodig via video kunt binnenkomen, tot:

    { $when }
visitor-repeating-end =
    Kom binnen met deze link. U hebt geen account nodig en hoeft niets te installeren:

    { $link }

    De link is alleen voor u. Bent u hem kwijt, vraag dan hier een nieuwe: { $again }

    Niet voor noodgevallen: bel uw alarmnummer.
visitor-repeating-link =
    Hallo,

    hier is een nieuwe link naar { $organisation }, in plaats van de vorige. Die laat u binnen tot:

    { $when }
visitor-repeating-over-subject = Uw link naar { $organisation } is beëindigd
visitor-repeating-over =
    Hallo,

    { $organisation } heeft de link beëindigd waarmee u via video kon binnenkomen.
visitor-repeating-over-end = U hoeft niets te doen. De link werkt niet meer.
text-repeating = Met deze link kunt u zo vaak als nodig via video binnenkomen, tot { $when }: { $link }
text-repeating-over = De link waarmee u via video kon binnenkomen, is beëindigd en werkt niet meer.

leavers-title = Afspraken van leden die geen bezoekers meer ontvangen
leavers-back = Leden
leavers-what = Wie weg is of geen bezoekers meer ontvangt, laat deze afspraken achter. Geef elke afspraak aan een collega, verzet of annuleer haar. Met wie ze is, blijft verzegeld: alleen de collega die haar overneemt, ziet dat.
leavers-empty = Er is geen open afspraak van iemand die geen bezoekers meer ontvangt.
leavers-to = Geven aan
leavers-give = Aan deze collega geven
done-leavers-given = De afspraak is vanaf nu van deze collega.
