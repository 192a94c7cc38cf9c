//! A site of Démarches Simplifiées of the test's own, which answers question after question.

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::place::Place;

/// A PDF of two pages.
pub const PDF: &str =
    "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 2>> endobj\n";

/// What the site answers: a status, and a body.
pub type Answer = (&'static str, String);

/// A site that gives these answers, each at a place of its own address, and tells what it was asked.
pub struct Site {
    address: String,
    asked: Receiver<String>,
}

impl Site {
    /// Gives answers that are made of its address.
    pub fn giving(answers: impl FnOnce(&str) -> Vec<Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let host = format!("http://{}", listener.local_addr().unwrap());
        let answers = answers(&host);
        let (tell, asked) = channel();
        thread::spawn(move || {
            for (status, body) in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = tell.send(request(&mut stream));
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nDate: Mon, 23 Nov 2026 06:00:00 GMT\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        Self {
            address: format!("{host}/api"),
            asked,
        }
    }

    /// Names it in the configuration of a place, with a token in a file of one's own.
    pub fn is_configured(&self, place: &Place, token: &str) {
        let path = place.file("jeton", format!("{token}\n"));
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let text = format!(
            "[dsden]\nresponsable = \"DASEN\"\ndpd = \"dpd@exemple.invalid\"\n[demarches]\ndeliberation = \"Référence de la délibération\"\n\
             numero = 104512\nadresse = \"{}\"\njeton = \"{path}\"\n",
            self.address
        );
        fs::write(place.path(".config/preau/config.toml"), text).unwrap();
    }

    /// Where it answers.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.try_iter().collect()
    }
}

/// A whole question.
pub fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).unwrap();
        bytes.extend(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let length = head.to_lowercase().lines().find_map(|line| {
            let length = line.strip_prefix("content-length: ")?;
            length.parse::<usize>().ok()
        });
        if text.contains("\r\n\r\n") && body.len() >= length.unwrap_or(0) {
            return text;
        }
        assert!(read > 0, "the question ends: {text}");
    }
}

/// A dossier: its number, its state, its applicant, when it changed, and where its PDF is.
pub fn dossier(number: u32, state: &str, siret: &str, changed: &str, pdf: &str) -> String {
    let link = if pdf.is_empty() {
        "null".to_owned()
    } else {
        format!(r#"{{"url":"{pdf}"}}"#)
    };
    format!(
        r#"{{"number":{number},"state":"{state}","dateDepot":"2025-07-21T12:03:00+02:00","dateDerniereModification":"{changed}","dateDerniereModificationChamps":"2025-07-21T12:00:00+02:00","dateTraitement":"2025-08-01T10:00:00+02:00","motivation":null,"pdf":{link},"attestation":null,"demandeur":{{"__typename":"PersonneMoraleIncomplete","siret":"{siret}"}},"champs":[],"annotations":[{{"champDescriptorId":"Q2hhbXAtMQ==","label":"Référence de la délibération","stringValue":"2026-{number}"}}]}}"#
    )
}

/// A page of dossiers, and the cursor of the next one.
pub fn page(dossiers: &[String], next: Option<&str>) -> Answer {
    let cursor = next.map_or("null".to_owned(), |next| format!("\"{next}\""));
    let nodes = dossiers.join(",");
    let body = format!(
        r#"{{"data":{{"demarche":{{"dossiers":{{"pageInfo":{{"hasNextPage":{},"endCursor":{cursor}}},"nodes":[{nodes}]}},"deletedDossiers":{{"nodes":[]}},"pendingDeletedDossiers":{{"nodes":[]}}}}}}}}"#,
        next.is_some()
    );
    ("200 OK", body)
}

/// A dossier of a convention of the demo, and the SIRET of its applicant.
pub const FIRST: (u32, &str) = (99_000_518, "24380107300015");
/// Another.
pub const SECOND: (u32, &str) = (99_000_091, "21380053500015");

/// A dossier as the demo has it, and where its PDF is.
pub fn accepted((number, siret): (u32, &str), pdf: &str) -> String {
    dossier(number, "accepte", siret, "2025-08-01T10:00:00+02:00", pdf)
}
