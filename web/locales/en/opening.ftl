# When somebody is there: opening hours, duty, and being away.

hours-title = Opening hours
hours-what = When visitors can come without an appointment. Outside of these hours your page says when you open next and takes nothing from anybody, unless somebody is on duty. Appointments and links are not bound by them.
hours-public = Opening hours are public: they stand on your page, and they are not sealed.
hours-question = Visitors without an appointment can come
hours-any = At any time
hours-any-hint = As long as nothing else is said for a day.
hours-week = At these hours
hours-week-hint = A day that stays empty is closed.
hours-hint = Write times as in 08:00-12:00, 13:00-16:00, on the clock in { $place }.
hours-button = Save opening hours
hours-different = Days that are different
hours-different-what = Holidays, short days, an extra Saturday: such a day has its own hours, or is closed.
hours-that-day = Hours on that day
hours-that-day-hint = Stays empty when you are closed.
hours-day-button = Save this day
hours-usual = As usual again
hours-closed = closed
hours-shown = Opening hours
hours-shown-place = On the clock in { $place }.
done-hours = Saved. Your page says so from now on.
invalid-hours = Please write times such as 08:00-12:00, 13:00-16:00, one after the other.
invalid-on = Please choose a day from today up to a year ahead.
invalid-from = Please choose a day, and a time if you like.

arrive-closed = { $organisation } is closed at the moment.
arrive-closed-next = It opens next: { $when }.
arrive-closed-advice = Please come back then; nothing is taken from you until you do. If you have an appointment, use the link in the message you got.
arrive-away = { $name } is away.
arrive-away-until = { $name } is away until { $until }.

duty-title = Duty
duty-on = You are on duty{ $others ->
    [0] {""}
    [one] {" "}with one colleague
   *[other] {" "}with { $others } colleagues
  }: visitors for the first one free are shown to you.
duty-others = You are not on duty; { $others ->
    [one] one colleague is
   *[other] { $others } colleagues are
  }. Visitors for the first one free are shown there, not to you.
duty-nobody = Nobody is on duty: visitors for the first one free are shown to everybody who receives visitors.
duty-go-on = Go on duty
duty-go-off = Go off duty
duty-to-away = Going to be away?
duty-away = You said that you are away

away-title = Away
away-to-dashboard = Back to the waiting list
away-what = While you are away, visitors cannot ask for you by name. Your page says that you are away, and until when if you say so. Appointments stay as they are.
away-told = Visitors read:
away-hint = Both may stay empty: then you are away from now on, or until you come back here. Times are on the clock in { $place }.
away-from = From
away-until = Until
away-words = A sentence for visitors
away-words-hint = Such as: Dr Lie takes my visitors meanwhile. Everybody can read it; please write nothing about your health.
away-button = Save
away-kept = When you are away is sealed with your account. It is opened for your page, and erased with the account.
away-end = I am there again
away-open = You are away.
away-till = You are away until { $until }.
away-from-on = You are away from { $from } on.
away-from-until = You are away from { $from } until { $until }.
done-away = Saved. Visitors cannot ask for you meanwhile.
done-back = Saved. Visitors can ask for you again.
