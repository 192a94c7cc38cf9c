//! Dossiers that the site itself gives: what changed since the last run, a run that is cut off, and the PDFs.

use std::fs::{self, Permissions};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::thread;

use crate::support::place::{Place, Ran};
use crate::support::site::{FIRST, PDF, SECOND, Site, accepted, dossier, page, request};

const TOKEN: &str = "jeton-tres-secret-0042";

/// Has the program ask a site.
fn ask(place: &Place, site: &Site, more: &[&str]) -> Ran {
    site.is_configured(place, TOKEN);
    let ran = place.run([&["importer", "demarches", "--api"], more].concat());
    assert!(!format!("{ran:?}").contains(TOKEN), "{ran:#?}");
    ran
}

#[test]
fn the_site_is_asked_for_what_changed_since_the_last_run() {
    let place = Place::demo();
    let site = Site::giving(|_| vec![page(&[accepted(FIRST, "")], None)]);
    ask(&place, &site, &[]).expect(0);
    assert!(site.asked()[0].contains("\"since\":null"));
    let site = Site::giving(|_| vec![page(&[], None)]);
    let ran = ask(&place, &site, &[]).expect(0);
    assert!(ran.out.contains("rien n’a été écrit"), "{ran:#?}");
    let asked = site.asked();
    assert!(
        asked[0].contains("\"since\":\"2026-11-23T05:59:00Z\""),
        "{}",
        asked[0]
    );
    // All of them again, on demand; and once the labels mean another thing.
    let site = Site::giving(|_| vec![page(&[], None)]);
    ask(&place, &site, &["--tout"]).expect(0);
    assert!(site.asked()[0].contains("\"since\":null"));
    let ran = place.run(["importer", "demarches", "x.csv", "--tout"]).expect(2);
    assert!(ran.err.contains("--tout"), "{ran:#?}");
}

#[test]
fn a_dossier_that_is_left_to_a_person_is_asked_for_again() {
    let place = Place::demo();
    let unknown = dossier(7, "accepte", "21750001600019", "2025-09-03T08:00:00+02:00", "");
    let both = [accepted(FIRST, ""), unknown];
    let site = Site::giving(|_| vec![page(&both, None)]);
    let ran = ask(&place, &site, &["--ignorer-rejets", "rejets.csv"]).expect(0);
    assert!(ran.out.contains("rejetée"), "{ran:#?}");
    let site = Site::giving(|_| vec![page(&[], None)]);
    ask(&place, &site, &[]).expect(0);
    let asked = site.asked();
    assert!(
        asked[0].contains("\"since\":\"2025-09-03T06:00:00Z\""),
        "{}",
        asked[0]
    );
}

#[test]
fn a_run_that_is_cut_off_keeps_what_it_read_and_the_next_one_goes_on() {
    let place = Place::demo();
    let site = Site::giving(|_| {
        vec![
            page(&[accepted(FIRST, "")], Some("suite-1")),
            ("500 Oups", String::new()),
        ]
    });
    let ran = ask(&place, &site, &["--simuler"]).expect(2);
    assert!(ran.err.contains("n’a pas tout donné"), "{ran:#?}");
    let site = Site::giving(|_| {
        vec![
            page(&[accepted(FIRST, "")], Some("suite-1")),
            ("401 Unauthorized", String::new()),
        ]
    });
    let ran = ask(&place, &site, &[]).expect(2);
    assert!(ran.out.contains("enregistrement écrit"), "{ran:#?}");
    assert!(
        ran.err.contains("n’a pas tout donné") && ran.err.contains("127.0.0.1"),
        "{ran:#?}"
    );
    let site = Site::giving(|_| vec![page(&[accepted(SECOND, "")], None)]);
    ask(&place, &site, &[]).expect(0);
    let asked = site.asked();
    assert!(
        asked[0].contains("\"after\":\"suite-1\"") && asked[0].contains("\"since\":null"),
        "{}",
        asked[0]
    );
    let site = Site::giving(|_| vec![page(&[], None)]);
    ask(&place, &site, &[]).expect(0);
    let asked = site.asked();
    assert!(
        asked[0].contains("\"after\":null") && asked[0].contains("\"since\":\"2026-11-23T05:59:00Z\""),
        "{}",
        asked[0]
    );
}

#[test]
fn a_run_that_is_cut_off_and_refused_says_which_dossiers_it_did_not_reach() {
    let place = Place::demo();
    let unknown = dossier(7, "accepte", "21750001600019", "2025-09-03T08:00:00+02:00", "");
    let site = Site::giving(|_| {
        vec![
            page(&[accepted(FIRST, ""), unknown], Some("suite-1")),
            ("500 Oups", String::new()),
        ]
    });
    let ran = ask(&place, &site, &[]).expect(1);
    assert!(ran.err.contains("une ligne est rejetée"), "{ran:#?}");
    assert!(
        ran.err.contains("2 dossiers sont lus, le dernier est le 7"),
        "{ran:#?}"
    );
    assert!(ran.err.contains("la prochaine recommence"), "{ran:#?}");
    let site = Site::giving(|_| vec![page(&[], None)]);
    ask(&place, &site, &[]).expect(0);
    assert!(site.asked()[0].contains("\"since\":null"));
}

#[test]
fn the_pdf_of_an_accepted_dossier_is_attached_to_its_convention_once() {
    let place = Place::demo();
    let of = |host: &str| page(&[accepted(FIRST, &format!("{host}/dossier.pdf?signe=1"))], None);
    let site = Site::giving(|host| vec![of(host), ("200 OK", PDF.to_owned())]);
    let ran = ask(&place, &site, &[]).expect(0);
    assert!(ran.out.contains("Un PDF du site est joint"), "{ran:#?}");
    let asked = site.asked();
    assert!(asked[1].starts_with("GET /dossier.pdf?signe=1"), "{}", asked[1]);
    assert!(!asked[1].to_lowercase().contains("authorization"), "{}", asked[1]);
    let listed = place.run(["document"]).expect(0).out;
    assert!(listed.contains("dossier-99000518-2025-08-01.pdf"), "{listed}");
    assert!(listed.contains("convention signée"), "{listed}");
    // It is not fetched again.
    let site = Site::giving(|host| vec![of(host)]);
    ask(&place, &site, &["--tout"]).expect(0);
    assert_eq!(site.asked().len(), 1);
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_pdf_that_does_not_come_or_is_none_is_said_and_asked_for_again() {
    for (answer, said) in [
        (("404 Not Found", String::new()), "l’état 404"),
        (("200 OK", "<html>".to_owned()), "PDF"),
        (
            ("302 Found\r\nLocation: http://ailleurs.invalid/x", String::new()),
            "l’état 302",
        ),
    ] {
        let place = Place::demo();
        let of = |host: &str| page(&[accepted(FIRST, &format!("{host}/d.pdf?signe=secret"))], None);
        let site = Site::giving(|host| vec![of(host), answer]);
        let ran = ask(&place, &site, &[]).expect(2);
        assert!(
            ran.err.contains("ne sont pas joints") && ran.err.contains(said),
            "{said} {ran:#?}"
        );
        assert!(!ran.err.contains("signe=secret"), "{ran:#?}");
        assert!(ran.out.contains("enregistrement écrit"), "{ran:#?}");
    }
    let place = Place::demo();
    let plain = accepted(FIRST, "http://ailleurs.invalid/d.pdf");
    let site = Site::giving(|_| vec![page(&[plain], None)]);
    let ran = ask(&place, &site, &[]).expect(2);
    assert!(ran.err.contains("n’est pas en https"), "{ran:#?}");
    let site = Site::giving(|_| vec![page(&[], None)]);
    ask(&place, &site, &[]).expect(0);
    let asked = site.asked();
    assert!(
        asked[0].contains("\"since\":\"2025-08-01T08:00:00Z\""),
        "{}",
        asked[0]
    );
}

#[test]
fn the_site_is_asked_through_the_proxy_of_the_environment_which_sees_no_token() {
    let proxy = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let at = proxy.local_addr().unwrap();
    let seen = thread::spawn(move || {
        let (mut stream, _) = proxy.accept().unwrap();
        let asked = request(&mut stream);
        let _ = write!(stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        asked
    });
    let place = Place::demo();
    let token = place.file("jeton", TOKEN);
    fs::set_permissions(&token, Permissions::from_mode(0o600)).unwrap();
    place.dossiers(&format!(
        "numero = 1\nadresse = \"demarche.exemple.invalid/api\"\njeton = \"{token}\"\n"
    ));
    let mut command = place.command(["importer", "demarches", "--api"]);
    let output = command
        .env("HTTPS_PROXY", format!("http://{at}"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("HTTPS_PROXY"), "{said}");
    let seen = seen.join().unwrap();
    assert!(
        seen.starts_with("CONNECT demarche.exemple.invalid:443 HTTP/1.1"),
        "{seen}"
    );
    assert!(!seen.contains(TOKEN) && !said.contains(TOKEN));
}
