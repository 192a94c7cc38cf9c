//! `preau ecole`, `competence`, `collectivite`, `prestataire` and `fusionner`: what lies under the conventions, as it changes.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{about, carry, out};
use crate::cli::args::territory::{COLLECTIVITE_ACTS, COMPETENCE_ACTS, SCHOOL_ACTS};
use crate::cli::args::{
    Collectivite, CollectiviteAct, Common, Competence, CompetenceAct, Ecole, Fusionner, Prestataire,
    ProviderAct, SchoolAct,
};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::collectivite::{CompetenceNature, LocalityKind, Perimeter};
use crate::domain::command::{Command, Territory};
use crate::domain::convention::Substitution;
use crate::domain::id::{ConventionNumber, InseeCode, Siren, SolutionCode, Uai};
use crate::domain::provider::SuccessionNature;
use crate::domain::record::{Kind, Record, RecordId};
use crate::text::escaped;

/// An option: its name, whether it is given, and for which acts it serves.
type Serving<'a, A> = (&'a str, bool, &'a [A]);

/// Refuses an option that does not serve what is done.
fn only<A: PartialEq + Copy>(
    act: A,
    acts: &[(&'static str, A)],
    options: &[Serving<'_, A>],
) -> Result<(), Failure> {
    let idle = options
        .iter()
        .find(|(_, given, serves)| *given && !serves.contains(&act));
    let Some((option, _, serves)) = idle else {
        return Ok(());
    };
    let serving = acts.iter().filter(|(_, act)| serves.contains(act));
    let names: Vec<&str> = serving.map(|(name, _)| *name).collect();
    let why = format!("{option} ne vaut que pour {}", names.join(", "));
    Err(Failure::new(why))
}

/// Closes, merges, splits or renumbers schools, or puts them in an RPI.
pub(super) fn school(common: &Common, args: &Ecole) -> Result<u8, Failure> {
    use SchoolAct::{Close, Merge, Renumber, Rpi, Split};
    let options: [Serving<'_, SchoolAct>; 6] = [
        ("--en", !args.en.is_empty(), &[Merge, Split, Renumber]),
        ("--le", args.le.is_some(), &[Close, Merge, Split, Renumber]),
        ("--motif", args.motif.is_some(), &[Close, Merge, Split, Renumber]),
        ("--code", args.code.is_some(), &[Rpi]),
        ("--dissous", args.dissous, &[Rpi]),
        ("--quitte", args.quitte, &[Rpi]),
    ];
    only(args.quoi, SCHOOL_ACTS, &options)?;
    let schools = each_once(read(&args.uai, Uai::parse)?);
    let into = each_once(read(&args.en, Uai::parse)?);
    let many = |count: usize| if count > 1 { "s" } else { "" };
    let wrong = |why: &str| Err(Failure::new(why.to_owned()));
    match (args.quoi, schools.len(), into.len()) {
        (SchoolAct::Rpi, ..) => return rpi(common, args, schools),
        (SchoolAct::Merge, 0 | 1, _) => return wrong("une fusion prend plusieurs écoles"),
        (SchoolAct::Merge, _, 0 | 2..) => {
            return wrong("dites par --en l’école qui naît de la fusion, ou celle qui reste");
        }
        (SchoolAct::Split, _, 0 | 1) => {
            return wrong("dites par --en les écoles qui prennent la place, deux au moins");
        }
        (SchoolAct::Split | SchoolAct::Renumber, 2.., _) => return wrong("une seule école à la fois"),
        (SchoolAct::Renumber, _, 0 | 2..) => return wrong("dites par --en le nouvel UAI"),
        _ => {}
    }
    let Some(reason) = args.motif.clone() else {
        return wrong("dites pourquoi (--motif)");
    };
    let closing = schools.iter().filter(|uai| !into.contains(uai)).count();
    let done = match args.quoi {
        SchoolAct::Renumber => format!("l’école {} a l’UAI {}", schools[0], into[0]),
        SchoolAct::Split => format!("l’école {} est scindée", schools[0]),
        _ => format!("{closing} école{} fermée{}", many(closing), many(closing)),
    };
    let on = args.le;
    carry::with_day(common, &done, args.carrying, |today| {
        Command::Territory(Territory::EndSchools {
            schools,
            into,
            on: on.unwrap_or(today),
            reason,
        })
    })
}

/// Puts schools in an RPI, takes them out of theirs, or dissolves it.
fn rpi(common: &Common, args: &Ecole, schools: Vec<Uai>) -> Result<u8, Failure> {
    let count = schools.len();
    let many = if count > 1 { "s" } else { "" };
    let (command, done) = match (&args.code, args.dissous, args.quitte) {
        (Some(code), ..) => {
            let rpi = Some(code.clone());
            let done = format!("{count} école{many} mise{many} dans un RPI");
            (Territory::SetRpi { schools, rpi }, done)
        }
        (None, true, _) => (Territory::DissolveRpi { schools }, "RPI dissous".to_owned()),
        (None, false, true) => {
            let done = format!("{count} école{many} sortie{many} de leur RPI");
            (Territory::SetRpi { schools, rpi: None }, done)
        }
        (None, false, false) => {
            let why = "dites le code du RPI (--code), qu’elles le quittent (--quitte), ou qu’il est dissous (--dissous)";
            return Err(wrong(why));
        }
    };
    carry::out(common, Command::Territory(command), &done, args.carrying)
}

/// Hands a competence over, gives it back, confirms it, or notes the information of a co-contractant.
pub(super) fn competence(common: &Common, args: &Competence) -> Result<u8, Failure> {
    use CompetenceAct::{Confirm, GiveBack, Hand, Inform};
    let options: [Serving<'_, CompetenceAct>; 5] = [
        ("--a", args.a.is_some(), &[Hand, Confirm, Inform]),
        ("--membres", args.membres, &[Hand]),
        ("--nature", args.nature.is_some(), &[Hand, GiveBack, Confirm]),
        ("--par", args.par.is_some(), &[Inform]),
        ("--arrete", args.arrete.is_some(), &[Inform]),
    ];
    only(args.quoi, COMPETENCE_ACTS, &options)?;
    match args.quoi {
        CompetenceAct::Hand | CompetenceAct::GiveBack => hand(common, args),
        CompetenceAct::Confirm if args.perimetres.is_empty() => proposals(common),
        CompetenceAct::Confirm => confirm(common, args),
        CompetenceAct::Inform => inform(common, args),
    }
}

fn hand(common: &Common, args: &Competence) -> Result<u8, Failure> {
    let on = args
        .le
        .ok_or_else(|| Failure::new("dites à partir de quel jour (--le)".to_owned()))?;
    let to = match (args.quoi, &args.a) {
        (CompetenceAct::GiveBack, _) => None,
        (_, None) => return Err(Failure::new("dites à quelle collectivité (--a SIREN)".to_owned())),
        (_, Some(text)) => Some(Siren::parse(text).map_err(Failure::of)?),
    };
    let mut perimeters = read(&args.perimetres, str::parse::<Perimeter>)?;
    if args.membres {
        perimeters.extend(members(common, to)?);
    }
    if perimeters.is_empty() {
        let why = "dites sur quoi\u{a0}: des codes INSEE, des UAI, ou --membres";
        return Err(Failure::new(why.to_owned()));
    }
    let nature = args.nature.unwrap_or(CompetenceNature::Both);
    let count = perimeters.len();
    let places = if count > 1 { "périmètres" } else { "périmètre" };
    let done = match to {
        Some(siren) => format!("compétence de {count} {places} à {siren}"),
        None => format!("compétence de {count} {places} rendue"),
    };
    let command = Territory::HandCompetence {
        perimeters,
        to,
        on,
        nature,
    };
    carry::out(common, Command::Territory(command), &done, args.carrying)
}

/// The communes that are members of a group.
fn members(common: &Common, group: Option<Siren>) -> Result<Vec<Perimeter>, Failure> {
    let Some(group) = group else {
        return Err(Failure::new("--membres demande --a".to_owned()));
    };
    let desk = open::wherever(common)?.desk;
    let dossier = desk.open(&RecordId::Collectivite(group))?;
    let Record::Collectivite(found) = dossier.record else {
        return Ok(Vec::new());
    };
    let mut perimeters = Vec::new();
    for siren in found.members {
        if let Record::Collectivite(member) = desk.open(&RecordId::Collectivite(siren))?.record {
            perimeters.extend(member.insee.map(Perimeter::Commune));
        }
    }
    if perimeters.is_empty() {
        return Err(Failure::refused(format!(
            "{} ({group}) n’a pas de commune membre dans la base\u{a0}: importez les EPCI, ou dites les communes",
            escaped(&found.name)
        )));
    }
    Ok(perimeters)
}

/// Confirms what was proposed over places and schools.
fn confirm(common: &Common, args: &Competence) -> Result<u8, Failure> {
    let perimeters = read(&args.perimetres, |text| {
        text.trim_end_matches('@').parse::<Perimeter>()
    })?;
    let to = args
        .a
        .as_deref()
        .map(Siren::parse)
        .transpose()
        .map_err(Failure::of)?;
    let since = args.le;
    let nature = args.nature.unwrap_or(CompetenceNature::Both);
    let done = "compétences confirmées".to_owned();
    let command = Territory::ConfirmCompetences {
        perimeters,
        to,
        since,
        nature,
    };
    carry::out(common, Command::Territory(command), &done, args.carrying)
}

/// Prints the competences that are to be confirmed.
fn proposals(common: &Common) -> Result<u8, Failure> {
    let opened = open::whole(common)?;
    let records = opened.desk.records(&[Kind::Competence, Kind::Collectivite])?;
    let name = |siren: Siren| {
        let found = records.iter().find_map(|record| match record {
            Record::Collectivite(found) if found.siren == siren => Some(found.name.clone()),
            _ => None,
        });
        found.unwrap_or_default()
    };
    let mut count = 0;
    for record in &records {
        if let Record::Competence(found) = record
            && found.to_confirm
        {
            count += 1;
            let siren = found.collectivite;
            let name = escaped(&name(siren));
            out::line(&format!("{}\t{siren}\t{name}", found.perimeter))?;
        }
    }
    if count == 0 {
        out::line("Aucune compétence à confirmer.")?;
    }
    Ok(0)
}

/// Notes the information of the co-contractant on conventions.
fn inform(common: &Common, args: &Competence) -> Result<u8, Failure> {
    let wrong = |why: &str| Failure::new(why.to_owned());
    let to = args
        .a
        .as_deref()
        .ok_or_else(|| wrong("dites quelle collectivité a pris la place (--a SIREN)"))?;
    let to = Siren::parse(to).map_err(Failure::of)?;
    let by = args
        .par
        .clone()
        .ok_or_else(|| wrong("dites qui a informé, et comment (--par)"))?;
    let conventions = read(&args.perimetres, ConventionNumber::parse)?;
    let on = args.le;
    let reference = args.arrete.clone().unwrap_or_default();
    carry::with_day(common, "information notée", args.carrying, |today| {
        let note = |convention| {
            Command::Territory(Territory::NoteSubstitution {
                convention,
                noted: Substitution {
                    to,
                    on: on.unwrap_or(today),
                    by: by.clone(),
                    reference: reference.clone(),
                },
            })
        };
        let mut commands: Vec<Command> = conventions.into_iter().map(note).collect();
        match commands.len() {
            1 => commands.remove(0),
            _ => Command::Many { commands },
        }
    })
}

/// What is done from a day on, by which another takes the place.
const PLACED: [CollectiviteAct; 4] = [
    CollectiviteAct::Replace,
    CollectiviteAct::MergeGroups,
    CollectiviteAct::Merge,
    CollectiviteAct::Restore,
];

/// Renames collectivités, has others take their place, or has a commune be one again.
pub(super) fn collectivite(common: &Common, args: &Collectivite) -> Result<u8, Failure> {
    let options: [Serving<'_, CollectiviteAct>; 6] = [
        ("--ajouter", !args.ajouter.is_empty(), &[CollectiviteAct::Members]),
        ("--retirer", !args.retirer.is_empty(), &[CollectiviteAct::Members]),
        ("--par", args.par.is_some(), &PLACED),
        ("--le", args.le.is_some(), &PLACED),
        ("--code", args.code.is_some(), &[CollectiviteAct::Merge]),
        ("--parties", args.parties.is_some(), &[CollectiviteAct::Merge]),
    ];
    only(args.quoi, COLLECTIVITE_ACTS, &options)?;
    let one = || match args.siren.as_slice() {
        [one] => Ok(one.as_str()),
        _ => Err(wrong("une seule collectivité à la fois")),
    };
    let (command, done) = match args.quoi {
        CollectiviteAct::Rename => {
            let name = args
                .nom
                .clone()
                .ok_or_else(|| wrong("dites le nouveau nom (--nom)"))?;
            let collectivite = Siren::parse(one()?).map_err(Failure::of)?;
            let done = format!("collectivité {collectivite} renommée");
            (Territory::RenameCollectivite { collectivite, name }, done)
        }
        CollectiviteAct::Replace => {
            let from = Siren::parse(one()?).map_err(Failure::of)?;
            let (to, on) = taking(args)?;
            let name = args.nom.clone().unwrap_or_default();
            let done = format!("{to} prend la place de {from}");
            (Territory::ReplaceCollectivite { from, to, on, name }, done)
        }
        CollectiviteAct::Merge => communes(args)?,
        CollectiviteAct::MergeGroups => {
            let groups = read(&args.siren, Siren::parse)?;
            let (into, on) = taking(args)?;
            let name = args.nom.clone().unwrap_or_default();
            let done = format!("groupements réunis dans {into}");
            let command = Territory::MergeGroups {
                groups,
                into,
                name,
                on,
            };
            (command, done)
        }
        CollectiviteAct::Members => {
            let group = Siren::parse(one()?).map_err(Failure::of)?;
            let joining = read(&args.ajouter, Siren::parse)?;
            let leaving = read(&args.retirer, Siren::parse)?;
            if joining.is_empty() && leaving.is_empty() {
                return Err(wrong(
                    "dites qui en devient membre (--ajouter), ou ne l’est plus (--retirer)",
                ));
            }
            let done = format!("membres de {group} changés");
            let command = Territory::ChangeMembers {
                group,
                joining,
                leaving,
            };
            (command, done)
        }
        CollectiviteAct::Restore => {
            let code = InseeCode::parse(one()?).map_err(Failure::of)?;
            let (siren, on) = taking(args)?;
            let name = args.nom.clone().unwrap_or_default();
            let done = format!("{code} est de nouveau une commune");
            let command = Territory::RestoreCommune {
                code,
                siren,
                name,
                on,
            };
            (command, done)
        }
    };
    carry::out(common, Command::Territory(command), &done, args.carrying)
}

fn wrong(why: &str) -> Failure {
    Failure::new(why.to_owned())
}

/// Who takes the place, and from which day on.
fn taking(args: &Collectivite) -> Result<(Siren, NaiveDate), Failure> {
    let to = args.par.as_deref();
    let to = to.ok_or_else(|| wrong("dites le SIREN de celle qui prend la place (--par)"))?;
    let on = args
        .le
        .ok_or_else(|| wrong("dites à partir de quel jour (--le)"))?;
    Ok((Siren::parse(to).map_err(Failure::of)?, on))
}

/// Communes that go into one.
fn communes(args: &Collectivite) -> Result<(Territory, String), Failure> {
    let communes = read(&args.siren, Siren::parse)?;
    let (into, on) = taking(args)?;
    let parties = args.parties.as_deref().unwrap_or("commune-deleguee");
    let parts = LocalityKind::ALL
        .into_iter()
        .find(|kind| kind.code() == parties)
        .ok_or_else(|| wrong("les parties sont commune-deleguee, commune-associee ou commune-fusionnee"))?;
    let code = args.code.as_deref().map(InseeCode::parse).transpose();
    let done = format!("communes fusionnées dans {into}");
    let command = Territory::MergeCommunes {
        communes,
        into,
        code: code.map_err(Failure::of)?,
        name: args.nom.clone().unwrap_or_default(),
        parts,
        on,
    };
    Ok((command, done))
}

/// Notes who absorbs a prestataire or buys what it sells.
pub(super) fn provider(common: &Common, args: &Prestataire) -> Result<u8, Failure> {
    let from = Siren::parse(&args.siren).map_err(Failure::of)?;
    let to = Siren::parse(&args.par).map_err(Failure::of)?;
    let solutions = read(&args.solutions, SolutionCode::parse)?;
    let (nature, done) = match args.quoi {
        ProviderAct::Merge => (SuccessionNature::Merger, format!("{to} absorbe {from}")),
        ProviderAct::Sell => (SuccessionNature::Sale, format!("{to} achète ce que vend {from}")),
    };
    let (on, name) = (args.le, args.nom.clone().unwrap_or_default());
    carry::with_day(common, &done, args.carrying, |today| {
        Command::Territory(Territory::ReplaceProvider {
            from,
            to,
            on: on.unwrap_or(today),
            nature,
            solutions,
            name,
        })
    })
}

/// Makes one record of two.
pub(super) fn merge(common: &Common, args: &Fusionner) -> Result<u8, Failure> {
    let record = about::record(&args.fiche)?;
    let into = about::record(&args.en)?;
    let done = format!("{} est désormais {}", record.label(), into.label());
    let reason = args.motif.clone();
    let command = Territory::Merge { record, into, reason };
    carry::out(common, Command::Territory(command), &done, args.carrying)
}

/// The schools without those that were named before.
fn each_once(mut schools: Vec<Uai>) -> Vec<Uai> {
    let mut seen = HashSet::new();
    schools.retain(|uai| seen.insert(*uai));
    schools
}

fn read<T, E: std::fmt::Display>(
    texts: &[String],
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, Failure> {
    texts
        .iter()
        .map(|text| parse(text).map_err(Failure::of))
        .collect()
}
