//! The status of a convention, the day before, the day and the day after of each of its dates.

use preau::domain::convention::{Convention, Party, Renewal, Status};

use crate::support::values::{day, number, siren};

/// A convention 26 from `field=day` pairs.
pub fn convention(dates: &str) -> Convention {
    let mut convention = Convention::draft(number("26-0001"), Party::Collectivite(siren("213801855")));
    for pair in dates.split_whitespace() {
        let (field, value) = pair.split_once('=').expect("field=value");
        let date = || Some(day(value));
        match field {
            "sent" => convention.sent = date(),
            "dasen" => convention.signed_dasen = date(),
            "party" => convention.signed_party = date(),
            "effect" => convention.effect = date(),
            "end" => convention.end = date(),
            "terminated" => convention.terminated = date(),
            "refused" => convention.refused = date(),
            "dropped" => convention.dropped = date(),
            "months" => convention.duration_months = value.parse().ok(),
            "tacit" => convention.renewal = tacit(value),
            "express" => convention.renewal = Renewal::Express,
            other => panic!("{other}"),
        }
    }
    convention
}

/// `12` or `12x3`: a period in months, and a ceiling.
fn tacit(text: &str) -> Renewal {
    let (months, ceiling) = text.split_once('x').map_or((text, None), |(m, c)| (m, Some(c)));
    Renewal::Tacite {
        months: months.parse().expect("months"),
        ceiling: ceiling.map(|ceiling| ceiling.parse().expect("a ceiling")),
    }
}

const TABLE: [(&str, &str, Status); 63] = {
    use Status::{Draft, Dropped, Ended, InForce, PartlySigned, Refused, Sent, SignedFuture, Terminated};
    [
        ("", "2026-11-23", Draft),
        // Sent.
        ("sent=2026-09-12", "2026-09-11", Draft),
        ("sent=2026-09-12", "2026-09-12", Sent),
        ("sent=2026-09-12", "2026-09-13", Sent),
        // One signature, of either.
        ("sent=2026-09-12 party=2026-10-03", "2026-10-02", Sent),
        ("sent=2026-09-12 party=2026-10-03", "2026-10-03", PartlySigned),
        ("sent=2026-09-12 party=2026-10-03", "2026-10-04", PartlySigned),
        ("sent=2026-09-12 dasen=2026-10-03", "2026-10-02", Sent),
        ("sent=2026-09-12 dasen=2026-10-03", "2026-10-03", PartlySigned),
        ("party=2026-10-03", "2026-10-02", Draft),
        ("party=2026-10-03", "2026-10-03", PartlySigned),
        // Both: in force from the later signature.
        ("party=2026-10-03 dasen=2026-10-10", "2026-10-09", PartlySigned),
        ("party=2026-10-03 dasen=2026-10-10", "2026-10-10", InForce),
        ("party=2026-10-03 dasen=2026-10-10", "2026-10-11", InForce),
        ("party=2026-10-10 dasen=2026-10-03", "2026-10-09", PartlySigned),
        ("party=2026-10-10 dasen=2026-10-03", "2026-10-10", InForce),
        // Signed without a sending day.
        ("party=2026-10-03 dasen=2026-10-03", "2026-10-03", InForce),
        // Effect to come.
        (
            "party=2026-10-03 dasen=2026-10-03 effect=2027-01-01",
            "2026-12-31",
            SignedFuture,
        ),
        (
            "party=2026-10-03 dasen=2026-10-03 effect=2027-01-01",
            "2027-01-01",
            InForce,
        ),
        (
            "party=2026-10-03 dasen=2026-10-03 effect=2027-01-01",
            "2027-01-02",
            InForce,
        ),
        // Effect before the later signature: the signature still counts.
        (
            "party=2026-10-03 dasen=2026-10-10 effect=2026-09-01",
            "2026-10-09",
            PartlySigned,
        ),
        (
            "party=2026-10-03 dasen=2026-10-10 effect=2026-09-01",
            "2026-10-10",
            InForce,
        ),
        // End, inclusive.
        (
            "party=2026-09-01 dasen=2026-09-01 end=2027-08-31",
            "2027-08-30",
            InForce,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 end=2027-08-31",
            "2027-08-31",
            InForce,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 end=2027-08-31",
            "2027-09-01",
            Ended,
        ),
        // End from the effect and a duration, one day less.
        (
            "party=2026-09-01 dasen=2026-09-01 months=12",
            "2027-08-31",
            InForce,
        ),
        ("party=2026-09-01 dasen=2026-09-01 months=12", "2027-09-01", Ended),
        // The recorded end outweighs the duration.
        (
            "party=2026-09-01 dasen=2026-09-01 months=12 end=2026-12-31",
            "2027-01-01",
            Ended,
        ),
        // An end before the effect: never in force.
        (
            "party=2026-09-01 dasen=2026-09-01 effect=2027-01-01 end=2026-12-01",
            "2026-12-01",
            SignedFuture,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 effect=2027-01-01 end=2026-12-01",
            "2026-12-02",
            Ended,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 effect=2027-01-01 end=2026-12-01",
            "2027-01-01",
            Ended,
        ),
        // Without a signature, an end passes unnoticed.
        ("sent=2026-09-01 end=2026-09-30", "2026-10-01", Sent),
        (
            "sent=2026-09-01 party=2026-09-02 end=2026-09-30",
            "2026-10-01",
            PartlySigned,
        ),
        // Terminated: J < the day.
        (
            "party=2026-09-01 dasen=2026-09-01 terminated=2026-11-23",
            "2026-11-22",
            InForce,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 terminated=2026-11-23",
            "2026-11-23",
            Terminated,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 terminated=2026-11-23",
            "2026-11-24",
            Terminated,
        ),
        // Terminated, whatever else: nothing signed, sent, to come, or ended already.
        ("terminated=2026-11-23", "2026-11-22", Draft),
        ("terminated=2026-11-23", "2026-11-23", Terminated),
        ("sent=2026-09-12 terminated=2026-11-23", "2026-11-23", Terminated),
        (
            "party=2026-09-01 dasen=2026-09-01 effect=2027-01-01 terminated=2026-11-23",
            "2026-11-23",
            Terminated,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 terminated=2026-11-23",
            "2026-11-22",
            Ended,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 terminated=2026-11-23",
            "2026-11-23",
            Terminated,
        ),
        // Refused, or classée sans suite: from that day, whatever was signed; a refusal first.
        ("party=2026-09-25 refused=2026-10-09", "2026-10-08", PartlySigned),
        ("party=2026-09-25 refused=2026-10-09", "2026-10-09", Refused),
        ("party=2026-09-25 refused=2026-10-09", "2026-10-10", Refused),
        ("party=2026-09-01 dropped=2026-09-14", "2026-09-13", PartlySigned),
        ("party=2026-09-01 dropped=2026-09-14", "2026-09-14", Dropped),
        ("party=2026-09-01 dropped=2026-09-14", "2026-09-15", Dropped),
        (
            "party=2026-09-01 dasen=2026-09-01 refused=2026-10-09",
            "2026-10-08",
            InForce,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 refused=2026-10-09",
            "2026-10-09",
            Refused,
        ),
        (
            "party=2026-09-01 dasen=2026-09-01 dropped=2026-10-09",
            "2026-10-09",
            Dropped,
        ),
        ("refused=2026-10-09 dropped=2026-10-01", "2026-10-08", Dropped),
        ("refused=2026-10-09 dropped=2026-10-01", "2026-10-09", Refused),
        ("refused=2026-10-09 terminated=2026-10-01", "2026-10-09", Refused),
        // A tacit renewal with a ceiling, without one, and an express one.
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=12x1",
            "2026-09-01",
            InForce,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=12x1",
            "2027-08-31",
            InForce,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=12x1",
            "2027-09-01",
            Ended,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=12x0",
            "2026-09-01",
            Ended,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=12",
            "2126-08-31",
            InForce,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 tacit=0",
            "2026-09-01",
            Ended,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 express=1",
            "2026-08-31",
            InForce,
        ),
        (
            "party=2025-09-01 dasen=2025-09-01 end=2026-08-31 express=1",
            "2026-09-01",
            Ended,
        ),
        // No end at all: a renewal has nothing to move.
        (
            "party=2025-09-01 dasen=2025-09-01 tacit=12x1",
            "2126-08-31",
            InForce,
        ),
    ]
};

#[test]
fn the_status_is_that_of_the_day() {
    for (dates, on, status) in TABLE {
        assert_eq!(convention(dates).status(day(on)), status, "{dates} on {on}");
    }
}

#[test]
fn in_force_is_one_status_among_the_nine() {
    for (dates, on, status) in TABLE {
        assert_eq!(
            convention(dates).in_force(day(on)),
            status == Status::InForce,
            "{dates} on {on}"
        );
    }
}

#[test]
fn codes_and_labels_are_those_of_the_documents() {
    let labels: Vec<_> = Status::ALL.into_iter().map(Status::label).collect();
    let documents = [
        "brouillon",
        "envoyée",
        "partiellement signée",
        "signée, effet futur",
        "en vigueur",
        "échue",
        "résiliée",
        "refusée",
        "classée sans suite",
    ];
    assert_eq!(labels, documents);
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
    }
    assert_eq!(Status::from_code("en vigueur"), None);
}

#[test]
fn what_was_refused_binds_to_the_day_before_and_waits_for_nobody() {
    let refused = convention("party=2026-09-01 dasen=2026-09-01 refused=2026-10-09");
    assert_eq!(refused.last_day(), Some(day("2026-10-08")));
    assert_eq!(refused.lapsed_on(day("2026-10-09")), Some(day("2026-10-08")));
    let unsigned = convention("sent=2026-09-12 dropped=2026-10-09");
    assert_eq!(unsigned.awaits(day("2026-10-09")), None);
    assert_eq!(unsigned.lapsed_on(day("2026-10-09")), None);
    assert_eq!(
        unsigned.not_to_remind(None, day("2026-10-09")),
        Some("la convention est classée sans suite")
    );
}

#[test]
fn the_dossier_of_before_is_read_and_written_as_it_was_and_several_are_a_list() {
    for (stored, dossiers) in [
        ("", &[][..]),
        (r#","dossier":"21800101""#, &["21800101"]),
        (r#","dossier":["21800101","21800105"]"#, &["21800101", "21800105"]),
    ] {
        let text = format!(
            r#"{{"number":"26-0001","party":{{"collectivite":"213801855"}},"annexe":"toutes","renewal":"aucune"{stored}}}"#
        );
        let read: Convention = serde_json::from_str(&text).expect(&text);
        assert_eq!(read.dossiers, dossiers, "{text}");
        assert_eq!(serde_json::to_string(&read).expect(&text), text);
    }
}
