# Agreements between an organisation and the operator: their pages, the letters about them, countries and authorities.

agreements-title = Agreements
agreements-why = For your country ({ $country }, { $law }) this one is signed before visitors can come: { $agreement }. The terms are accepted by using the service.
agreements-why-none = You have said that you are not in health care, so there is nothing to sign. The terms are accepted by using the service; they say what we may do with your visitors’ data.
agreements-all = All agreements
agreements-read = Read
agreements-read-newer = Read the new version
agreements-read-and-sign = Read and sign the new version
agreements-changed = What changed, in the operator’s words:
agreements-note = I have taken note
agreements-noted = Noted. Nothing else changes by that.
agreements-earlier = Agreed to before
agreements-read-change = Read what changes

agreement-dpa = Data processing agreement
agreement-baa = Business associate agreement
agreement-terms = Terms of service
agreement-staff-notice = Privacy notice for people with an account
agreement-published = Version { $version }, published on { $day }.
agreement-accepted-sign-up = Accepted with the sign-up by
agreement-accepted-use = Accepted by going on to use the service, by
agreement-not-accepted = Not accepted yet.
agreement-informs = For your information; nobody agrees to it.
agreement-change-to-sign = There is a new version to sign: { $agreement }. Until you sign it, the one you signed stays in force.
agreement-change-by-use = There is a new version: { $agreement }. It holds from { $effective }. Whoever goes on using the service after that accepts it; who does not agree can end their use until then.
agreement-change-notice = There is a new version: { $agreement }.
agreement-change-small = There is a new version with a small change. What you agreed to stays in force.

settings-agreement-changed = A change has been announced

sign-up-terms = By signing up you accept the
sign-up-staff-notice = What we do with your own data is said in the

country-at = Austria
country-ch = Switzerland
country-us = United States
country-in-zone = { $country } ({ $place } time)

authority-no = Datatilsynet
authority-de = the data-protection authority of your federal state
authority-nl = Autoriteit Persoonsgegevens
authority-fr = the CNIL
authority-gb = the Information Commissioner’s Office
authority-at = the Datenschutzbehörde in Vienna
authority-ch = the Federal Data Protection and Information Commissioner (FDPIC)
authority-us = the Office for Civil Rights of the U.S. Department of Health and Human Services

refused-agreement-changed = This text was changed a moment ago. Please read it again.

letter-agreement-sign-subject = New version to sign: { $agreement }
letter-agreement-sign =
    Hello,

    there is a new version ({ $version }) of an agreement that you have signed for { $organisation }: { $agreement }.

    What changed: { $changed }

    Read it and sign it here:

    { $link }

    Until you sign it, the version you signed stays in force. Both can be downloaded there.
letter-agreement-use-subject = { $agreement }: a new version from { $effective }
letter-agreement-use =
    Hello,

    there is a new version ({ $version }) of an agreement that holds for { $organisation }: { $agreement }. It holds from { $effective }.

    What changed: { $changed }

    Read it here:

    { $link }

    Whoever goes on using the service after that day accepts the new version. If you do not agree, you can end your use until then.
letter-agreement-notice-subject = { $agreement }: a new version
letter-agreement-notice =
    Hello,

    there is a new version ({ $version }) of what we say about the data of those at { $organisation } who have an account: { $agreement }.

    What changed: { $changed }

    Read it here:

    { $link }
