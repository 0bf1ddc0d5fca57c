//! Keeps text messages within the alphabet of GSM 03.38: one character outside of it halves what fits into a message, and doubles its price.

/// The alphabet, besides the letters, digits and signs of ASCII that are in it.
const BEYOND_ASCII: &str = "@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€";

/// The text in that alphabet, where our own words go beyond it: letters lose the accent that is not in it, and typographic signs become plain. What has no like stays as it is.
pub fn text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match like(c) {
            Some(like) => plain.push_str(like),
            None => plain.push(c),
        }
    }
    plain
}

fn like(c: char) -> Option<&'static str> {
    Some(match c {
        'û' | 'ú' => "u",
        'ô' | 'ó' => "o",
        'â' | 'á' => "a",
        'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' => "i",
        'ç' => "c",
        'À' | 'Â' => "A",
        'È' | 'Ê' | 'Ë' => "E",
        '’' | '‘' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '–' | '—' => "-",
        '…' => "...",
        '\u{a0}' | '\u{202f}' => " ",
        _other => return None,
    })
}

/// Whether a message is within the alphabet.
pub fn holds(text: &str) -> bool {
    text.chars()
        .all(|c| c == '\n' || (c.is_ascii_graphic() && c != '`') || c == ' ' || BEYOND_ASCII.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_beyond_the_alphabet_becomes_plain() {
        assert_eq!(text("le 5 août, l’été – « à bientôt »…"), "le 5 aout, l'été - \" à bientot \"...");
        assert!(holds("mandag 5. mars, kl. 10:30 på Østkanten, März, é"));
        for beyond in ["août", "’", "\u{a0}", "`"] {
            assert!(!holds(beyond), "{beyond}");
        }
    }
}
