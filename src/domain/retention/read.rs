//! Reading a retention as it is typed: `14j,8s,12m`.

use super::{Retention, Span};

/// The most periods of one span: ten years of days.
const MOST: u32 = 3_660;

impl Retention {
    /// Reads `14j,8s,12m`, in any order; a span that is not named keeps nothing.
    ///
    /// # Errors
    ///
    /// What is wrong, in French.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut retention = Self::default();
        let mut named = Vec::new();
        for part in text.split(',').map(str::trim) {
            let (span, count) = part_of(part).ok_or_else(|| unread(part))?;
            if named.contains(&span) {
                return Err(format!("«\u{a0}{}\u{a0}» est dit deux fois", span.code()));
            }
            named.push(span);
            match span {
                Span::Day => retention.days = count,
                Span::Week => retention.weeks = count,
                Span::Month => retention.months = count,
            }
        }
        Ok(retention)
    }
}

/// A span and how many of it.
fn part_of(part: &str) -> Option<(Span, u32)> {
    let span = Span::ALL.into_iter().find(|span| part.ends_with(span.code()))?;
    let digits = &part[..part.len() - 1];
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = digits
        .parse()
        .ok()
        .filter(|count| plain && (1..=MOST).contains(count))?;
    Some((span, count))
}

fn unread(part: &str) -> String {
    format!(
        "«\u{a0}{part}\u{a0}» ne se lit pas\u{a0}: il faut des jours, semaines ou mois comme 14j,8s,12m (de 1 à {MOST})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_weeks_and_months_are_read_in_any_order() {
        let all = Retention {
            days: 14,
            weeks: 8,
            months: 12,
        };
        assert_eq!(Retention::parse("14j,8s,12m"), Ok(all));
        assert_eq!(Retention::parse("12m, 14j, 8s"), Ok(all));
        let days = Retention {
            days: 3,
            ..Retention::default()
        };
        assert_eq!(Retention::parse("3j"), Ok(days));
    }

    #[test]
    fn anything_else_is_refused() {
        let wrong = [
            "",
            "14",
            "j",
            "0j",
            "-1j",
            "+1j",
            "14j,",
            "14j,14j",
            "14d",
            "1é",
            "3661j",
            "99999999999j",
        ];
        for text in wrong {
            assert!(Retention::parse(text).is_err(), "{text}");
        }
    }
}
