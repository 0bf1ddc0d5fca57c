# The demo's mailbox.

mailbox-title = La boîte aux lettres de la démo
mailbox-what = Les messages qui partiraient par e-mail arrivent ici.
mailbox-empty = Pas encore de message. Inscrivez-vous, invitez quelqu’un ou demandez un lien, et le message apparaîtra ici.
mailbox-to = À
mailbox-open = Ouvrir le lien
