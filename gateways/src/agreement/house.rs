//! The house's own templates, for whoever has none. The words of a version are final once it was published: a change is the next version, in a file of its own.

use super::{Agreement, Template, agreement};
use domain::agreement::Kind;

const DPA_1: &str = include_str!("../../agreements/dpa-1.md");
const DPA_3: &str = include_str!("../../agreements/dpa-3.md");
const BAA_2: &str = include_str!("../../agreements/baa-2.md");
const TERMS_2: &str = include_str!("../../agreements/terms-2.md");
const STAFF_NOTICE_2: &str = include_str!("../../agreements/staff-notice-2.md");

/// The text of the house's template of this kind, as a file of the operator's would hold it; `None` for what the pages say themselves.
pub fn house(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::DataProcessing => Some(DPA_3),
        Kind::BusinessAssociate => Some(BAA_2),
        Kind::Terms => Some(TERMS_2),
        Kind::StaffNotice => Some(STAFF_NOTICE_2),
        Kind::VisitorNotice => None,
    }
}

/// What was signed before agreements had kinds and the log kept their texts: `dpa-1` alone.
pub fn before_kinds(version: &str) -> Option<Agreement> {
    let template = Template::read(DPA_1).ok().filter(|template| template.version == version)?;
    Some(agreement(&template.version, template.wording()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Block, Particulars};
    use domain::agreement::By;

    #[test]
    fn every_kind_has_a_template_that_names_the_operator_and_says_that_it_is_one() {
        let operator = Particulars {
            name: "Nordlys Drift AS".into(),
            address: "Storgata 1".into(),
            email: "post@drift.example".into(),
        };
        for (kind, text) in Kind::ALL.into_iter().filter_map(|kind| Some((kind, house(kind)?))) {
            let template = Template::read(text).unwrap();
            assert!(template.version.starts_with(kind.name()), "{kind:?}");
            let wording = template.fill(&operator);
            for named in ["Nordlys Drift AS", "Storgata 1", "post@drift.example"] {
                assert!(wording.contains(named), "{kind:?} lacks {named}");
            }
            let read = agreement(&template.version, &wording);
            assert!(read.mark.contains("Template"), "{kind:?}");
            assert!(read.blocks.len() > 5 && !read.title.is_empty(), "{kind:?}");
            let signed = wording.contains("Until then, the version signed last remains in force");
            assert_eq!(signed, kind.by() == By::Signature, "{kind:?}");
        }
    }

    #[test]
    fn what_was_signed_before_is_still_there_whole() {
        let dpa = before_kinds("dpa-1").unwrap();
        assert!(before_kinds("dpa-2").is_none());
        let labels = dpa.blocks.iter().filter_map(|block| match block {
            Block::Point { label, .. } => Some(label.as_str()),
            Block::Heading(_) | Block::Paragraph(_) | Block::Clause { .. } | Block::Table(_) => None,
        });
        assert_eq!(labels.collect::<Vec<_>>(), ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)"]);
        assert_eq!((dpa.blocks.len(), dpa.title.as_str()), (45, "Data processing agreement"));
    }
}
