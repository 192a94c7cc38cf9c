//! `preau joindre`, `detacher` and `document`: signed files attached to a record, listed, and written out again.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::about::record;
use super::out;
use crate::cli::args::{Common, Detacher, Document as Asked, Joindre};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::document::{Described, DocumentId, LARGEST, size_text};
use crate::domain::record::{Document, RecordId};
use crate::exchange::document::{self, Unfit};
use crate::service::Archive;
use crate::service::documents::known;
use crate::text::{escaped, quoted_long};

/// The fewest digits that name a document.
const FEWEST: usize = 4;

/// Attaches a file to a record.
pub(super) fn attach(common: &Common, args: &Joindre) -> Result<u8, Failure> {
    let to = record(&args.record)?;
    let unfit = |why: Unfit| Failure::new(format!("{}\u{a0}: {why}", args.file.display()));
    let file = document::open(&args.file).map_err(unfit)?;
    let mut opened = open::wherever(common)?;
    let read = document::measure(&file, LARGEST).map_err(unfit)?;
    let name = args
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let described = Described {
        id: read.id,
        kind: args.kind,
        name: name.clone(),
        date: args.du,
        amendment: args.avenant.clone(),
    };
    let command = Command::Attach {
        document: described,
        to: to.clone(),
    };
    let known = known(opened.desk.as_ref(), read.id);
    let order = match &known {
        Some((known, version)) if known.about.contains(&to) => described_anew(command, known, *version),
        Some(_) | None => Order::blind(command),
    };
    let receipt = opened.desk.attach(&order, &file)?;
    out::unless_closed(out::line(&format!(
        "Opération n°\u{a0}{}\u{a0}: {} ({}{}) est jointe {}, pièce {}.",
        receipt.seq,
        escaped(&name),
        args.kind.label(),
        args.avenant
            .as_ref()
            .map_or_else(String::new, |number| format!(", avenant {number}")),
        escaped(&to.to_it()),
        read.id.short()
    )))?;
    if let Some((known, _)) = known.filter(|_| order.seen.is_empty()) {
        out::unless_closed(out::line(&kept_as_known(&known)))?;
    }
    Ok(0)
}

/// To attach a document again to the same record is to say anew what it is.
fn described_anew(command: Command, known: &Document, version: u64) -> Order {
    let id = RecordId::Document(known.sha256);
    Order::seeing(command, vec![Seen { id, version }])
}

fn kept_as_known(known: &Document) -> String {
    escaped(&format!(
        "Cette pièce est déjà connue comme «\u{a0}{}\u{a0}» ({})\u{a0}: elle le reste. Pour la décrire autrement, relancez la \
         même commande.",
        known.name,
        known.words()
    ))
}

/// Detaches a document from a record; its file stays.
pub(super) fn detach(common: &Common, args: &Detacher) -> Result<u8, Failure> {
    let from = record(&args.record)?;
    let opened = open::whole(common)?;
    let mut desk = opened.desk;
    let found = named(desk.as_ref(), &args.document)?;
    let command = Command::Detach {
        document: found.sha256,
        from: from.clone(),
    };
    let receipt = desk.execute(&Order::blind(command))?;
    out::unless_closed(out::line(&format!(
        "Opération n°\u{a0}{}\u{a0}: {} n’est plus jointe {}\u{a0}; son fichier reste dans le dossier des pièces.",
        receipt.seq,
        escaped(&found.name),
        escaped(&from.to_it())
    )))?;
    Ok(0)
}

/// Lists documents, or writes one to a file.
pub(super) fn run(common: &Common, args: &Asked) -> Result<u8, Failure> {
    let desk = open::whole(common)?.desk;
    let found = match &args.which {
        None => desk.documents()?,
        Some(text) if text.contains('/') => attached(desk.as_ref(), &record(text)?)?,
        Some(text) => vec![named(desk.as_ref(), text)?],
    };
    match (&args.sortie, found.as_slice()) {
        (Some(path), [document]) => write(desk.as_ref(), document, path, common),
        (Some(_), several) => Err(Failure::new(format!(
            "-o écrit une pièce, et il y en a {}\u{a0}; donnez le début de son empreinte («\u{a0}preau document\u{a0}» les liste)",
            several.len()
        ))),
        (None, [document]) if args.which.as_ref().is_some_and(|text| !text.contains('/')) => {
            out::print(whole(document).as_bytes()).map(|()| 0)
        }
        (None, documents) => out::print(listed(documents).as_bytes()).map(|()| 0),
    }
}

/// The documents that are attached to a record, which must exist, under its key or one that it had.
fn attached(desk: &dyn Archive, id: &RecordId) -> Result<Vec<Document>, Failure> {
    let id = desk.open(id)?.id;
    let mut all = desk.documents()?;
    all.retain(|document| document.about.contains(&id));
    Ok(all)
}

/// The one document whose key begins so.
fn named(desk: &dyn Archive, text: &str) -> Result<Document, Failure> {
    let start = text.trim().trim_end_matches('…').to_ascii_lowercase();
    let shown = quoted_long(text);
    if start.len() < FEWEST || !start.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::new(format!(
            "«\u{a0}{shown}\u{a0}» ne désigne pas de pièce\u{a0}: il faut au moins {FEWEST} chiffres hexadécimaux du début de \
             son empreinte, ou un enregistrement comme convention/26-0012"
        )));
    }
    let mut found = desk.documents()?;
    found.retain(|document| document.sha256.to_string().starts_with(&start));
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => Err(Failure::new(format!(
            "aucune pièce ne commence par «\u{a0}{shown}\u{a0}»"
        ))),
        count => Err(Failure::new(format!(
            "{count} pièces commencent par «\u{a0}{shown}\u{a0}»\u{a0}; donnez plus de chiffres"
        ))),
    }
}

/// Writes a document to a file, or into a folder under its own name.
fn write(desk: &dyn Archive, document: &Document, path: &Path, common: &Common) -> Result<u8, Failure> {
    let path = if path.is_dir() {
        path.join(file_name(document))
    } else {
        path.to_owned()
    };
    let base = open::own_base(common)?;
    let read: Vec<&Path> = base.iter().map(PathBuf::as_path).collect();
    out::stream(&path, &read, &mut |to| Ok(desk.document(document.sha256, to)?))?;
    Ok(0)
}

/// The name of a document as that of a file: a base that was imported may hold any.
fn file_name(document: &Document) -> PathBuf {
    let name = Path::new(&document.name).file_name();
    let plain = name.filter(|name| !name.as_encoded_bytes().starts_with(b"."));
    plain.map_or_else(|| document.sha256.short().into(), PathBuf::from)
}

/// A line a document: `9f86d081abcd  convention signée, 3 pages, du 12/09/2026  convention.pdf  convention 26-0012`.
fn listed(documents: &[Document]) -> String {
    if documents.is_empty() {
        return "Aucune pièce.\n".to_owned();
    }
    let mut text = String::new();
    for document in documents {
        let _ = writeln!(
            text,
            "{}  {}  {}  {}",
            document.sha256.short(),
            document.words(),
            escaped(&document.name),
            escaped(&about(document))
        );
    }
    text
}

fn about(document: &Document) -> String {
    let about: Vec<String> = document.about.iter().map(RecordId::label).collect();
    about.join(", ")
}

/// All that is recorded of a document.
fn whole(document: &Document) -> String {
    let mut text = String::new();
    let lines = [
        ("pièce", DocumentId::to_string(&document.sha256)),
        ("nom", document.name.clone()),
        ("type", document.words()),
        ("taille", size_text(document.size)),
        ("jointe à", about(document)),
        (
            "jointe le",
            crate::domain::register::day_and_author(document.filed, &document.by),
        ),
    ];
    for (label, value) in lines {
        let _ = writeln!(text, "{label}\u{a0}: {}", escaped(&value));
    }
    text
}
