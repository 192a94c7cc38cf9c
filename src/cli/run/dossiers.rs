//! What `preau importer` does for dossiers of Démarches Simplifiées beside reading a file.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Seek};
use std::thread;

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::out;
use crate::cli::api::{Asked, Followed, Site, pages, token};
use crate::cli::args::Common;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::config::USUAL_ADDRESS;
use crate::domain::command::{Command, ImportKind, Order, SiteRun, Stopped};
use crate::domain::document::{Described, LARGEST};
use crate::domain::id::ConventionNumber;
use crate::domain::journal::hex;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::exchange::document::measure;
use crate::exchange::site::graphql::{Page, Paper, dossiers_of};
use crate::exchange::source::Source;
use crate::exchange::{Given, is_mapped, site};
use crate::service::{Archive, DeskError};
use crate::text::escaped;

/// How far before the site's first answer the next run begins: what changes while pages are read is read again.
const MARGIN: TimeDelta = TimeDelta::minutes(1);

/// The same by the clock of this machine, where the site does not say its own.
const MARGIN_WITHOUT_CLOCK: TimeDelta = TimeDelta::minutes(30);

/// Writes the section of the configuration that an export proposes.
pub(super) fn propose(common: &Common, kind: ImportKind, given: Given) -> Result<u8, Failure> {
    if !is_mapped(kind) {
        let why = format!(
            "--proposer lit un export de dossiers, pas «\u{a0}{}\u{a0}»",
            kind.code()
        );
        return Err(Failure::new(why));
    }
    let proposed = site::proposed(given, &solutions(common)?).map_err(Failure::of)?;
    out::print(proposed.as_bytes())?;
    Ok(0)
}

/// What the site gave, and what is to be done with it.
pub(super) struct FromSite {
    site: Site,
    /// How far the site was asked.
    run: SiteRun,
    /// The PDFs that are not kept yet.
    papers: Vec<Paper>,
    /// What was read, and why no more was given; none where all was.
    cut: Option<String>,
    /// The PDFs that came, each with its file.
    received: Vec<(Paper, File)>,
    /// The PDFs that did not, and why, in French.
    missing: Vec<String>,
}

/// Asks the site for the dossiers of the démarche of the configuration, those that changed since the last run or `all`: the
/// table of them.
pub(super) fn asked(common: &Common, kind: ImportKind, all: bool) -> Result<(Source, FromSite), Failure> {
    if !is_mapped(kind) {
        let why = format!("--api demande des dossiers, pas «\u{a0}{}\u{a0}»", kind.code());
        return Err(Failure::new(why));
    }
    let settings = open::config(common)?.dossiers;
    let demarche = settings.number.ok_or_else(|| {
        Failure::new("il manque le numéro de la démarche\u{a0}: «\u{a0}numero\u{a0}» dans [demarches]")
    })?;
    let address = settings.address.as_deref().unwrap_or(USUAL_ADDRESS);
    let site = Site::at(address, token(settings.token.as_deref())?)?;
    let mapping = hex(&Sha256::digest(format!("{:?}", settings.mapping)).into());
    let (last, kept) = known(common, demarche)?;
    let last = last.filter(|last| !all && last.mapping == mapping);
    let followed = followed(&site, demarche, last.as_ref())?;
    let run = SiteRun {
        demarche,
        mapping,
        ..run(last.as_ref(), &followed)
    };
    let is_new = |paper: &Paper| !kept.contains(&paper.name());
    let papers = followed
        .pages
        .iter()
        .flat_map(Page::papers)
        .filter(is_new)
        .collect();
    say_deleted(&followed);
    let name = format!("démarche {demarche}");
    let cut = followed
        .stopped
        .as_ref()
        .map(|(_, why)| cut(&followed.pages, why));
    let dossiers = dossiers_of(&name, followed.pages, &settings.mapping).map_err(Failure::of)?;
    let source = site::table(&name, None, &dossiers).of_site(Some(run.clone()));
    let from_site = FromSite {
        site,
        run,
        papers,
        cut,
        received: Vec::new(),
        missing: Vec::new(),
    };
    Ok((source, from_site))
}

/// How far the site was asked before, and the names of the documents that are kept.
fn known(common: &Common, demarche: u32) -> Result<(Option<SiteRun>, BTreeSet<String>), Failure> {
    let import = open::Import::open(common)?;
    let documents = import.records(&[Kind::Document])?.into_iter();
    let names = documents.filter_map(|record| match record {
        Record::Document(document) => Some(document.name),
        _ => None,
    });
    Ok((import.site_run(demarche)?, names.collect()))
}

/// Asks for the pages from where the last run says.
fn followed(site: &Site, demarche: u32, last: Option<&SiteRun>) -> Result<Followed, Failure> {
    let stopped = last.and_then(|last| last.stopped.as_ref());
    let asked = Asked {
        demarche,
        since: stopped.map_or(last.and_then(|last| last.since), |stopped| stopped.since),
        after: stopped.map(|stopped| stopped.after.as_str()),
    };
    let read = pages(asked, &mut |body| site.ask(body), &mut thread::sleep);
    read.map_err(|why| {
        let again = if stopped.is_some() {
            "\u{a0}; --tout reprend du début"
        } else {
            ""
        };
        Failure::new(format!("{why}\u{a0}: rien n’a été écrit{again}"))
    })
}

/// How far the site is asked once these pages are in; one that goes on from another goes as far as that one said.
fn run(last: Option<&SiteRun>, followed: &Followed) -> SiteRun {
    let stopped = last.and_then(|last| last.stopped.as_ref());
    let at = followed.at.map(|at| at - MARGIN);
    let since = match (last, stopped) {
        (Some(last), Some(_)) => last.since,
        _ => Some(at.unwrap_or_else(|| clock::now() - MARGIN_WITHOUT_CLOCK)),
    };
    SiteRun {
        demarche: 0,
        mapping: String::new(),
        since,
        stopped: followed.stopped.as_ref().map(|(after, _)| Stopped {
            since: stopped.map_or(last.and_then(|last| last.since), |stopped| stopped.since),
            after: after.clone(),
        }),
    }
}

fn say_deleted(followed: &Followed) {
    let deleted = followed.pages.first().map_or(0, |page| page.deleted);
    if deleted > 0 {
        out::complain(&format!(
            "preau\u{a0}: le site dit {deleted} dossiers supprimés ou sur le point de l’être\u{a0}: rien n’en est retiré ici"
        ));
    }
}

impl FromSite {
    /// Fetches the PDFs of the accepted dossiers, and says how far the site is asked: the next run comes back to a dossier
    /// whose PDF did not come. None where all came.
    pub(super) fn fetch(&mut self) -> Option<SiteRun> {
        let mut back = self.run.clone();
        for paper in std::mem::take(&mut self.papers) {
            match self.one(&paper) {
                Ok(file) => self.received.push((paper, file)),
                Err(why) => {
                    back = back.back_to(paper.changed);
                    self.missing.push(format!("{}\u{a0}: {why}", paper.name()));
                }
            }
        }
        (!self.missing.is_empty()).then_some(back)
    }

    fn one(&self, paper: &Paper) -> Result<File, Failure> {
        let unkept = |error: io::Error| Failure::new(crate::system::answer(&error));
        let mut file = tempfile::tempfile().map_err(unkept)?;
        self.site.fetch(&paper.url, LARGEST, &mut file)?;
        file.rewind().map_err(unkept)?;
        Ok(file)
    }

    /// Attaches the PDFs that came to the conventions of their dossiers; says what was not given.
    pub(super) fn end(mut self, common: &Common) -> Result<(), Failure> {
        let attached = self.attach(common)?;
        match attached {
            0 => {}
            1 => out::unless_closed(out::line("Un PDF du site est joint à sa convention."))?,
            count => out::unless_closed(out::line(&format!(
                "{count} PDF du site sont joints à leurs conventions."
            )))?,
        }
        if !self.missing.is_empty() {
            let named: Vec<String> = self.missing.iter().map(|line| escaped(line)).collect();
            return Err(Failure::new(format!(
                "des PDF du site ne sont pas joints\u{a0}: {}. La prochaine demande les reprend.",
                named.join("\u{a0}; ")
            )));
        }
        match self.cut {
            None => Ok(()),
            Some(cut) => Err(Failure::new(format!("{cut} La prochaine demande reprend là."))),
        }
    }

    /// What a run that keeps nothing says of the dossiers that it did not reach.
    pub(super) fn unread(&self) -> Option<Failure> {
        let cut = self.cut.as_ref()?;
        let again = "Rien n’est gardé de cette demande\u{a0}: la prochaine recommence.";
        Some(Failure::new(format!("{cut} {again}")))
    }

    fn attach(&mut self, common: &Common) -> Result<usize, Failure> {
        let received = std::mem::take(&mut self.received);
        if received.is_empty() {
            return Ok(0);
        }
        let mut desk = open::whole(common)?.desk;
        let conventions = desk.records(&[Kind::Convention])?.into_iter();
        let of_dossiers = conventions.flat_map(|record| match record {
            Record::Convention(one) => one
                .dossiers
                .clone()
                .into_iter()
                .map(|d| (d, one.number.clone()))
                .collect(),
            _ => Vec::new(),
        });
        let of_dossiers: HashMap<String, ConventionNumber> = of_dossiers.collect();
        let mut count = 0;
        for (paper, file) in received {
            let Some(number) = of_dossiers.get(&paper.dossier) else {
                continue;
            };
            match attach(desk.as_mut(), &paper, &file, RecordId::Convention(number.clone())) {
                Ok(()) => count += 1,
                Err(why) => self.missing.push(format!("{}\u{a0}: {why}", paper.name())),
            }
        }
        Ok(count)
    }
}

/// Attaches a PDF to a convention.
fn attach(desk: &mut dyn Archive, paper: &Paper, file: &File, to: RecordId) -> Result<(), Failure> {
    let read = measure(file, LARGEST).map_err(Failure::of)?;
    let document = Described {
        id: read.id,
        kind: paper.kind,
        name: paper.name(),
        date: Some(paper.accepted),
        amendment: None,
    };
    match desk.attach(&Order::blind(Command::Attach { document, to }), file) {
        Ok(_) => Ok(()),
        Err(DeskError::Refused(refusal)) if *refusal == Refusal::Nothing => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What is said of pages that were not given: the dossiers after those that were.
fn cut(read: &[Page], why: &Failure) -> String {
    let count: usize = read.iter().map(Page::count).sum();
    let after = read.iter().rev().find_map(Page::last);
    let read = match (count, after) {
        (1, Some(number)) => format!("le dossier {number} est lu"),
        (_, Some(number)) => format!("{count} dossiers sont lus, le dernier est le {number}"),
        (_, None) => "aucun dossier n’est lu".to_owned(),
    };
    format!(
        "le site n’a pas tout donné\u{a0}: {why}. Ici {read}\u{a0}; ceux qui suivent dans l’ordre du site ne le sont pas."
    )
}

/// The codes and the names of the solutions of the base; none where there is no base.
fn solutions(common: &Common) -> Result<Vec<(String, String)>, Failure> {
    let records = open::Import::open(common)?.records(&[Kind::Solution])?;
    let solutions = records.into_iter().filter_map(|record| match record {
        Record::Solution(solution) => Some((solution.code.to_string(), solution.name)),
        _ => None,
    });
    Ok(solutions.collect())
}
