//! The pages of a démarche, from a server of the test's own; its pauses pass at once.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Asked, Lost, Site, pages};
use crate::config::Config;
use crate::exchange::site::graphql::dossiers_of;

/// Every dossier of a démarche.
const ALL: Asked<'_> = Asked {
    demarche: 104_512,
    since: None,
    after: None,
};

/// The head and the body of an answer.
type Answer = (String, String);

/// A server that gives these answers, one after the other, and tells what it was asked.
fn server(answers: Vec<Answer>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}/api/v2/graphql", listener.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for (head, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = tell.send(request(&mut stream));
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    (address, told)
}

fn request(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).unwrap();
        bytes.extend(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length: ")
                    .map(str::to_owned)
            });
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        assert!(read > 0, "the question ends");
    }
}

fn ok(body: impl Into<String>) -> Answer {
    ("200 OK".to_owned(), body.into())
}

fn dossier(number: u32, state: &str) -> String {
    let incomplete = r#"{"__typename":"PersonneMoraleIncomplete","siret":"21380185500015"}"#;
    format!(
        r#"{{"number":{number},"state":"{state}","dateDepot":"2026-10-20T12:03:00+02:00","dateDerniereModificationChamps":"2026-10-20T12:00:00+02:00","dateTraitement":"2026-11-02T10:00:00+01:00","motivation":null,"demandeur":{incomplete},"champs":[{{"champDescriptorId":"Q2hhbXAtMQ==","label":"Solution","stringValue":"Exemple"}},{{"champDescriptorId":"Q2hhbXAtOTAx","label":"Écoles","stringValue":"","rows":[{{"champs":[{{"champDescriptorId":"Q2hhbXAtMg==","label":"École","stringValue":"Le Lac (0382140V)"}}]}}]}}],"annotations":[]}}"#
    )
}

fn page(dossiers: &[String], next: Option<&str>) -> Answer {
    let cursor = next.map_or("null".to_owned(), |next| format!("\"{next}\""));
    let nodes = dossiers.join(",");
    ok(format!(
        r#"{{"data":{{"demarche":{{"dossiers":{{"pageInfo":{{"hasNextPage":{},"endCursor":{cursor}}},"nodes":[{nodes}]}},"deletedDossiers":{{"nodes":[{{"number":1}}]}},"pendingDeletedDossiers":{{"nodes":[]}}}}}}}}"#,
        next.is_some()
    ))
}

/// What the pages of a server give, the pauses that it asked for, and its questions.
fn followed(answers: Vec<Answer>) -> (Result<usize, String>, Vec<Duration>, Vec<String>) {
    let (address, told) = server(answers);
    let site = Site::at(&address, "secret-jeton".to_owned()).unwrap_or_else(|failure| panic!("{failure:?}"));
    let mut pauses = Vec::new();
    let found = pages(ALL, &mut |body| site.ask(body), &mut |pause| {
        pauses.push(pause);
    });
    let count = found.map(|followed| {
        assert!(followed.stopped.is_none());
        let pages = followed.pages;
        let text = "[demarches]\nsolution = \"Solution\"\n[demarches.blocs.\"901\"]\necole = \"Q2hhbXAtMg==\"\n\
            [demarches.solutions]\nExemple = \"exemple\"\n";
        let mapping = Config::parse(text).unwrap().dossiers.mapping;
        let dossiers = dossiers_of("démarche 104512", pages, &mapping).unwrap();
        for dossier in &dossiers {
            assert_eq!(dossier.applicant, "213801855", "an incomplete applicant has a SIRET");
            assert_eq!(dossier.schools, [("0382140V".to_owned(), None)]);
            assert_eq!((dossier.submitted.as_str(), dossier.edited.as_str()), ("2026-10-20", ""));
            assert_eq!(dossier.solutions, ["exemple"]);
        }
        dossiers.len()
    });
    (
        count.map_err(|failure| format!("{failure:?}")),
        pauses,
        told.try_iter().collect(),
    )
}

#[test]
fn pages_follow_each_other_until_the_last() {
    let (found, pauses, asked) = followed(vec![
        page(
            &[dossier(1, "accepte"), dossier(2, "en_construction")],
            Some("abc"),
        ),
        page(&[dossier(3, "refuse")], None),
    ]);
    assert_eq!((found, pauses.len()), (Ok(3), 0));
    assert!(
        asked[0].contains("\"first\":100") && asked[0].contains("\"after\":null"),
        "{}",
        asked[0]
    );
    assert!(asked[1].contains("\"after\":\"abc\""), "{}", asked[1]);
    assert!(
        asked[0]
            .to_lowercase()
            .contains("authorization: bearer secret-jeton"),
        "{}",
        asked[0]
    );
    assert_eq!(
        followed(vec![page(&[], None)]).0,
        Ok(0),
        "an empty page has no cursor"
    );
}

#[test]
fn what_was_read_before_a_page_that_is_not_given_is_kept() {
    let full = || ("500 Oups".to_owned(), String::new());
    let of = |answers: Vec<Answer>, after| {
        let (address, told) = server(answers);
        let site =
            Site::at(&address, "secret-jeton".to_owned()).unwrap_or_else(|failure| panic!("{failure:?}"));
        let since = "2026-11-20T06:00:00Z".parse().ok();
        let asked = Asked { since, after, ..ALL };
        let followed = pages(asked, &mut |body| site.ask(body), &mut |_| {});
        (followed, told.try_iter().collect::<Vec<_>>())
    };
    let (followed, asked) = of(vec![page(&[dossier(1, "accepte")], Some("abc")), full()], None);
    let followed = followed.unwrap_or_else(|failure| panic!("{failure:?}"));
    let (cursor, why) = followed.stopped.unwrap();
    assert_eq!((followed.pages.len(), cursor.as_str()), (1, "abc"));
    assert!(why.to_string().contains("500"), "{why}");
    assert!(
        asked[0].contains("\"since\":\"2026-11-20T06:00:00Z\""),
        "{}",
        asked[0]
    );
    // The next run goes on from there; where nothing at all is given, that is all there is to say.
    let (followed, asked) = of(vec![page(&[dossier(2, "accepte")], None)], Some("abc"));
    assert!(
        followed
            .unwrap_or_else(|failure| panic!("{failure:?}"))
            .stopped
            .is_none()
    );
    assert!(asked[0].contains("\"after\":\"abc\""), "{}", asked[0]);
    assert!(of(vec![full()], Some("abc")).0.is_err());
}

#[test]
fn a_slow_site_is_asked_for_smaller_pages() {
    let slow = || ok(r#"{"errors":[{"message":"Timeout on Query.demarche"}],"data":null}"#);
    let (found, _, asked) = followed(vec![slow(), slow(), page(&[dossier(1, "accepte")], None)]);
    assert_eq!(found, Ok(1));
    for (question, size) in asked.iter().zip([100, 25, 5]) {
        assert!(question.contains(&format!("\"first\":{size}")), "{question}");
    }
    let (found, ..) = followed(vec![slow(), slow(), slow()]);
    assert!(found.unwrap_err().contains("trop de temps"));
}

#[test]
fn a_pause_is_made_as_long_as_the_site_asks() {
    let wait = (
        "429 Too Many Requests\r\nRateLimit-Reset: 37".to_owned(),
        "Retry later\n".to_owned(),
    );
    let (found, pauses, _) = followed(vec![wait, page(&[dossier(1, "accepte")], None)]);
    assert_eq!((found, pauses), (Ok(1), vec![Duration::from_secs(37)]));
}

#[test]
fn what_the_site_refuses_is_explained_and_the_token_is_never_said() {
    for (answer, said) in [
        (
            ("403 Forbidden".to_owned(), String::new()),
            "lié à d’autres adresses",
        ),
        (("401 Unauthorized".to_owned(), String::new()), "127.0.0.1"),
        (
            (
                "302 Found\r\nLocation: http://autre.invalid/".to_owned(),
                String::new(),
            ),
            "une autre adresse",
        ),
        (("500 Oups".to_owned(), String::new()), "500"),
        (
            ok(r#"{"errors":[{"message":"démarche cachée"}],"data":null}"#),
            "démarche cachée",
        ),
        (
            ok(r#"{"data":{"demarche":null}}"#),
            "ne connaît pas cette démarche",
        ),
        (ok("<html>"), "ne se lit pas"),
    ] {
        let (found, ..) = followed(vec![answer]);
        let why = found.unwrap_err();
        assert!(why.contains(said), "{said}: {why}");
        assert!(!why.contains("secret-jeton"), "{why}");
    }
    assert!(
        Site::at("http://exemple.invalid/api", String::new()).is_err(),
        "plain http leaves no machine"
    );
}

#[test]
fn ten_thousand_dossiers_with_their_pauses_played_fast() {
    let mut number = 0;
    let started = Instant::now();
    let mut ask = |body: &str| -> Result<super::Reply, Lost> {
        let dossiers: Vec<String> = (0..100)
            .map(|_| {
                number += 1;
                dossier(number, "accepte")
            })
            .collect();
        assert!(body.contains("\"first\":100"));
        let (_, body) = page(&dossiers, (number < 10_000).then_some("suite"));
        Ok(super::Reply {
            status: 200,
            body,
            pause: None,
            at: None,
        })
    };
    let found = pages(ALL, &mut ask, &mut |_| {}).unwrap_or_else(|failure| panic!("{failure:?}"));
    assert_eq!(found.pages.len(), 100);
    eprintln!("10,000 dossiers read in {:?}", started.elapsed());
}
