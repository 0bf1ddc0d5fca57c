# The demo's mailbox.

mailbox-title = La boîte aux lettres de la démo
mailbox-what = Les messages qui partiraient par e-mail ou par SMS arrivent ici.
mailbox-empty = Pas encore de message. Inscrivez-vous, invitez quelqu’un ou demandez un lien, et le message apparaîtra ici.
mailbox-text = SMS
mailbox-calendar = Avec une entrée pour l’agenda.
mailbox-to = À
mailbox-open = Ouvrir le lien
