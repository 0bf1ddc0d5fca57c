# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Norway
country-de = Germany
country-nl = Netherlands
country-fr = France
country-gb = United Kingdom

way-to-sign-in = Ask for a new link
way-to-dashboard = Go to the waiting list
way-to-front = Go to the start page
way-to-page = Go to the page of { $organisation }
way-back = Back to the page
way-again = Try again

done-invited = The invitation is on its way.
done-roles = The roles are saved.
done-retention = Saved. New visits are kept for this long.
done-notice = Your privacy notice is published.
done-removed = Removed. Nothing lets them in any more.
done-withdrawn = The invitation is withdrawn. Its link opens nothing, and the address is erased.
done-offered = The offer is on its way by mail.
done-offer-withdrawn = The offer is withdrawn. You are still the owner.
done-declined = You have declined. Nothing has changed.
done-passkey-removed = The passkey is removed. It opens nothing here any more.
done-session-ended = The session has ended.
done-factor-removed = You do without a second factor now. A link by mail alone signs you in.
done-recovery-stopped = It is stopped. The second factor is as it was.
done-accepted = You are the owner now.

team-invited-on = Invited on { $day }, not accepted yet
team-owner-since = Owner, here since { $day }
team-member-since = Here since { $day }

retention-kept = { $count ->
    [0] No visit is kept at the moment.
    [one] The details of 1 visit are kept at the moment.
   *[other] The details of { $count } visits are kept at the moment.
  }

agreement-consent-missing = Please confirm that you are entitled to sign.
