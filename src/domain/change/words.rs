//! A change in one French line.

use super::{Change, ItemChange};

impl Change {
    /// What it does to its record, in French: `+ école 0380123C`, `~ convention 26-0012 : échéance – → 31/08/2027`.
    pub fn words(&self) -> String {
        let label = self.id().map(|id| id.label()).unwrap_or_default();
        let said = |value: &str| {
            if value.is_empty() {
                "–".to_owned()
            } else {
                value.to_owned()
            }
        };
        let item = |item: &ItemChange| {
            let (was, is) = (said(&item.before), said(&item.after));
            format!("{} {was} → {is}", item.label)
        };
        match (&self.before, &self.after) {
            (None, _) => format!("+ {label}"),
            (_, None) => format!("- {label}"),
            _ => {
                let items: Vec<String> = self.items().iter().map(item).collect();
                format!("~ {label}\u{a0}: {}", items.join("\u{a0}; "))
            }
        }
    }
}
