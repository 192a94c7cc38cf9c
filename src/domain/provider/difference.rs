//! What two versions of a fiche say otherwise of what families are given in the notice (RGPD art. 13 and 14).

use super::{Sheet, Transfer};

/// A part of the notice of which a later version of the fiche says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The part, in French: `finalités`.
    pub part: &'static str,
    /// What the earlier version alone says.
    pub gone: Vec<String>,
    /// What the later version alone says; both are empty where only the order differs.
    pub come: Vec<String>,
}

impl Difference {
    /// In French: `« suivi » retiré, « statistiques » ajouté`.
    pub fn text(&self) -> String {
        let told = |words: &[String], what: &str| {
            let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            (!quoted.is_empty()).then(|| format!("{what}\u{a0}: {}", quoted.join(", ")))
        };
        let parts: Vec<String> = [told(&self.gone, "avant"), told(&self.come, "maintenant")]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            "dans un autre ordre".to_owned()
        } else {
            parts.join("\u{a0}; ")
        }
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        "rien".to_owned()
    } else {
        format!("«\u{a0}{text}\u{a0}»")
    }
}

impl Sheet {
    /// The parts of the notice that a later version says otherwise: purposes, basis, data, retention, recipients,
    /// transfers.
    pub fn notice_differences(&self, later: &Self) -> Vec<Difference> {
        let categories = |sheet: &Self| sheet.data.iter().map(|data| data.category.clone()).collect();
        let basis = |sheet: &Self| vec![sheet.legal_basis.clone()];
        let transfers = |sheet: &Self| {
            let transfers = sheet.transfers.iter();
            transfers.map(|one| stated(&to(one), &one.safeguard)).collect()
        };
        let list =
            |part, told: Vec<String>, now: Vec<String>| (told != now).then(|| of_lists(part, &told, &now));
        let of = [
            list("finalités", self.purposes.clone(), later.purposes.clone()),
            list("base légale", basis(self), basis(later)),
            list("données", categories(self), categories(later)),
            self.retention(later),
            list("destinataires", self.recipients.clone(), later.recipients.clone()),
            list("transferts", transfers(self), transfers(later)),
        ];
        of.into_iter().flatten().collect()
    }

    /// How long data that both versions name is kept, where that differs.
    fn retention(&self, later: &Self) -> Option<Difference> {
        let pairs = self.data.iter().filter_map(|told| {
            let now = later.data.iter().find(|now| now.category == told.category)?;
            (now.retention != told.retention).then_some((told, now))
        });
        let (gone, come): (Vec<String>, Vec<String>) = pairs
            .map(|(told, now)| {
                (
                    stated(&told.category, &told.retention),
                    stated(&now.category, &now.retention),
                )
            })
            .unzip();
        (!gone.is_empty()).then_some(Difference {
            part: "conservation",
            gone,
            come,
        })
    }
}

fn of_lists(part: &'static str, told: &[String], now: &[String]) -> Difference {
    let alone = |these: &[String], others: &[String]| {
        let alone = these.iter().filter(|one| !others.contains(one));
        alone.cloned().collect()
    };
    Difference {
        part,
        gone: alone(told, now),
        come: alone(now, told),
    }
}

/// The country of a transfer, and who receives the data there.
fn to(transfer: &Transfer) -> String {
    match transfer.organisation.as_str() {
        "" => transfer.country.clone(),
        organisation => format!("{organisation}, {}", transfer.country),
    }
}

/// A thing and what is said of it.
fn stated(thing: &str, about: &str) -> String {
    if about.is_empty() {
        thing.to_owned()
    } else {
        format!("{thing} ({about})")
    }
}
