//! What is said of an order that was carried out.

use crate::service::Receipt;
use crate::tui::model::Work;
use crate::tui::wording::numbered;

/// The sentence of the status line.
pub fn done(work: &Work, receipt: &Receipt) -> String {
    let said = receipt_text(work, receipt);
    if work.doubted {
        format!("✓ Confirmé\u{a0}: {}", said.trim_start_matches("✓ "))
    } else {
        said
    }
}

fn receipt_text(work: &Work, receipt: &Receipt) -> String {
    match receipt.entry {
        Some(number) if receipt.entries > 1 => {
            let last = u64::from(number) + receipt.entries as u64 - 1;
            format!("✓ {} sous les {} à {last}", work.what, numbered(number))
        }
        Some(number) => format!("✓ {} sous le {}", work.what, numbered(number)),
        None => format!("✓ {}", work.what),
    }
}
