//! `preau etat`: how the base and its service are, for a person, a program, a collector or a probe.

use std::fmt::Write;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::out;
use crate::cli::args::{Common, Etat, StateFormat};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open::{self, BaseState, CopiesState};
use crate::domain::date::moment_fr;
use crate::domain::journal::Head;
use crate::domain::upkeep::{Done, Upkeep};
use crate::service::state::{Held, Pace, State};
use crate::system::wall;
use crate::text::{escaped, escaped_lines};

/// The exit statuses of a probe, as Nagios and its like read them.
const OK: u8 = 0;
const WARNING: u8 = 1;
const CRITICAL: u8 = 2;

/// From how many minutes on a copy that is made each quarter of an hour is late.
const COPY_MINUTES: u16 = 45;

/// Tells how the base is.
pub(super) fn run(common: &Common, args: &Etat) -> Result<u8, Failure> {
    if args.sonde {
        return probe(common, args);
    }
    let state = looked_at(common, args)?;
    let bytes = match args.format {
        StateFormat::Texte => text(&state),
        StateFormat::Json => json(&state)?,
        StateFormat::Openmetrics => match &state {
            BaseState::Served(_, state) => state.openmetrics(),
            BaseState::File(_) | BaseState::Copies(_) => {
                return Err(Failure::refused(
                    "les mesures sont celles d’un service, et aucun ne tient cette base\u{a0}: --format json dit ce que l’on en sait",
                ));
            }
        },
    };
    out::print(bytes.as_bytes())?;
    Ok(match &state {
        BaseState::Served(_, state) if state.closed.is_some() => REFUSED,
        _ => 0,
    })
}

/// The base, or the copies of the folder that is named.
fn looked_at(common: &Common, args: &Etat) -> Result<BaseState, Failure> {
    match &args.copies {
        Some(folder) => Ok(BaseState::Copies(open::copies(folder)?)),
        None => open::state(common),
    }
}

fn text(state: &BaseState) -> String {
    let now = open::now(state);
    match state {
        BaseState::File(file) => {
            let head = file.read.as_ref().ok().map(|(head, _)| *head);
            let read = match &file.read {
                Ok((head, trial)) => base(*head, *trial),
                Err(holder) => format!("{:<14}ouverte par {}\n", "base", escaped(holder)),
            };
            format!(
                "{}, sans service\u{a0}: preau {}\n{read}{}",
                escaped(&file.path.display().to_string()),
                env!("CARGO_PKG_VERSION"),
                upkeep(&file.upkeep, head, now)
            )
        }
        BaseState::Copies(copies) => received(copies, now),
        BaseState::Served(socket, state) => {
            let mut text = format!(
                "service de {}\u{a0}: preau {}, en marche depuis le {}\n",
                escaped(&socket.display().to_string()),
                escaped(&state.version),
                moment_fr(wall::local(state.started))
            );
            if let Some(why) = &state.closed {
                let _ = writeln!(text, "plus aucun ordre n’est pris\u{a0}: {}", escaped_lines(why));
            }
            text + &base(state.head, state.trial)
                + &served(state)
                + &upkeep(&state.upkeep, Some(state.head), now)
        }
    }
}

/// The copies that a folder receives.
fn received(copies: &CopiesState, now: DateTime<Utc>) -> String {
    let folder = escaped(&copies.folder.display().to_string());
    let mut text = format!(
        "copies reçues dans {folder}\u{a0}: preau {}\n",
        env!("CARGO_PKG_VERSION")
    );
    let last = match &copies.last {
        Ok(None) => "aucune n’est arrivée".to_owned(),
        Ok(Some(done)) => {
            let wrong = if done.sound {
                ""
            } else {
                "\u{a0}; DES PIÈCES LUI MANQUENT"
            };
            let at = moment_fr(wall::local(done.at));
            format!("le {at}, {}\u{a0}; tête {}{wrong}", age(now - done.at), done.head)
        }
        Err(why) => format!("ELLE MANQUE\u{a0}: {}", escaped(why)),
    };
    let _ = writeln!(text, "{:<14}{last}", "dernière");
    for (number, path) in copies.aside.iter().enumerate() {
        let is_last = number + 1 == copies.aside.len();
        let name = if is_last && copies.refused {
            "ÉCARTÉE"
        } else {
            "écartée"
        };
        let _ = writeln!(text, "{name:<14}{}", escaped(&path.display().to_string()));
    }
    text
}

fn base(head: Head, trial: bool) -> String {
    let trial = if trial { "base d’essai, " } else { "" };
    format!("{:<14}{trial}tête {head}\n", "base")
}

fn served(state: &State) -> String {
    let mut text = String::new();
    let mut line = |name: &str, what: String| {
        let _ = writeln!(text, "{name:<14}{what}");
    };
    line(
        "opérateurs",
        format!(
            "{}, {}, {}",
            counted(state.screens, "écran"),
            counted(state.connections, "connexion"),
            counted(state.accounts, "compte")
        ),
    );
    line("ordres", pace(&state.orders, ["refusés", "derniers"]));
    line("questions", pace(&state.questions, ["refusées", "dernières"]));
    let waiting = &state.waiting;
    line(
        "en attente",
        format!(
            "{}, {}\u{a0}; demandes {}, réponses non lues {}, fichiers {}",
            counted(waiting.orders, "ordre"),
            counted(waiting.questions, "question"),
            held(waiting.requests),
            held(waiting.answers),
            held(waiting.files)
        ),
    );
    text
}

/// A pace, in words of the gender of what is counted.
fn pace(pace: &Pace, [refused, last]: [&str; 2]) -> String {
    let mut text = format!("{} depuis le départ", pace.answered);
    if pace.refused + pace.failed > 0 {
        let _ = write!(
            text,
            ", dont {} {refused} et {} en erreur",
            pace.refused, pace.failed
        );
    }
    if pace.measured > 0 {
        let _ = write!(
            text,
            "\u{a0}; les {} {last}\u{a0}: {} en médiane, 99\u{a0}% en {}, le plus long {}",
            pace.measured,
            ms(pace.median),
            ms(pace.p99),
            ms(pace.longest)
        );
    }
    text
}

fn upkeep(upkeep: &Upkeep, head: Option<Head>, now: DateTime<Utc>) -> String {
    let mut text = String::new();
    let sent = upkeep.sent.map(|done| (SENT, Some(done)));
    let aside = upkeep.set_aside.map(|done| (SET_ASIDE, Some(done)));
    for (name, done) in tasks(upkeep).into_iter().chain(sent).chain(aside) {
        let wrong = match name {
            SENT => "DES PIÈCES LUI MANQUENT CHEZ L’AUTRE SERVEUR",
            SET_ASIDE => "L’AUTRE SERVEUR GARDE LA PRÉCÉDENTE",
            _ => "ELLE N’EST PAS SAINE",
        };
        let _ = writeln!(text, "{name:<14}{}", told(done, head, now, wrong));
    }
    text
}

/// The name of the copy on another server.
const SENT: &str = "copie";

/// The name of one that the other server kept apart.
const SET_ASIDE: &str = "copie écartée";

/// Each task that every base asks for, by its name.
fn tasks(upkeep: &Upkeep) -> [(&'static str, Option<Done>); 3] {
    [
        ("sauvegarde", upkeep.saved),
        ("vérification", upkeep.verified),
        ("restauration", upkeep.restored),
    ]
}

/// When a task was done, and what was written since; `wrong` where something was.
fn told(done: Option<Done>, head: Option<Head>, now: DateTime<Utc>, wrong: &str) -> String {
    let Some(done) = done else {
        return "aucune notée".to_owned();
    };
    let since = match head.map(|head| head.seq.saturating_sub(done.head.seq)) {
        None => format!("à l’opération {}", done.head.seq),
        Some(0) => "rien n’a été écrit depuis".to_owned(),
        Some(since) => format!(
            "{} depuis",
            counted(usize::try_from(since).unwrap_or(usize::MAX), "opération")
        ),
    };
    let wrong = if done.sound {
        String::new()
    } else {
        format!("\u{a0}; {wrong}")
    };
    format!(
        "le {}, {}\u{a0}; {since}{wrong}",
        moment_fr(wall::local(done.at)),
        age(now - done.at)
    )
}

fn json(state: &BaseState) -> Result<String, Failure> {
    let value = match state {
        BaseState::Served(socket, state) => {
            json!({ "socket": socket.display().to_string(), "service": state })
        }
        BaseState::File(file) => json!({
            "fichier": file.path.display().to_string(),
            "head": file.read.as_ref().ok().map(|(head, _)| head),
            "trial": file.read.as_ref().ok().map(|(_, trial)| trial),
            "held_by": file.read.as_ref().err(),
            "upkeep": file.upkeep
        }),
        BaseState::Copies(copies) => json!({
            "dossier": copies.folder.display().to_string(),
            "received": copies.last.as_ref().ok(),
            "missing": copies.last.as_ref().err(),
            "refused": copies.refused,
            "aside": copies.aside.iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        }),
    };
    let text = serde_json::to_string_pretty(&value).map_err(Failure::of)?;
    Ok(text + "\n")
}

/// One line, and a status, for a supervision.
fn probe(common: &Common, args: &Etat) -> Result<u8, Failure> {
    let state = match looked_at(common, args) {
        Ok(state) => state,
        Err(failure) => {
            out::print(format!("PREAU CRITICAL - {}\n", failure.to_string().replace('\n', " ")).as_bytes())?;
            return Ok(CRITICAL);
        }
    };
    let found = findings(&state, args);
    let status = found.iter().map(|(status, _)| *status).max().unwrap_or(OK);
    let name = ["OK", "WARNING", "CRITICAL"][usize::from(status)];
    let what = if found.is_empty() {
        "rien à signaler".to_owned()
    } else {
        let words: Vec<&str> = found.iter().map(|(_, what)| what.as_str()).collect();
        words.join("\u{a0}; ")
    };
    let line = format!("PREAU {name} - {}{}\n", escaped(&what), measures(&state));
    out::print(line.as_bytes())?;
    Ok(status)
}

/// What is to be watched, and how grave it is.
fn findings(state: &BaseState, args: &Etat) -> Vec<(u8, String)> {
    let now = open::now(state);
    let mut found = Vec::new();
    let upkeep = match state {
        BaseState::Served(_, state) => {
            if let Some(why) = &state.closed {
                found.push((CRITICAL, format!("plus aucun ordre n’est pris\u{a0}: {why}")));
            }
            if state.orders.p99 > Duration::from_millis(args.ordres.into()) {
                let ms = ms(state.orders.p99);
                found.push((WARNING, format!("99\u{a0}% des ordres en {ms}")));
            }
            &state.upkeep
        }
        BaseState::File(file) => &file.upkeep,
        BaseState::Copies(copies) => return of_copies(copies, args, now),
    };
    if let Some(done) = upkeep.set_aside {
        let told = age(now - done.at);
        let what = format!("{SET_ASIDE} {told}\u{a0}: l’autre serveur garde la précédente");
        found.push((CRITICAL, what));
    }
    if upkeep.sent.is_some() || args.copie.is_some() {
        found.extend(late_copy(upkeep.sent, args, now));
    }
    let [saved, verified, restored] = tasks(upkeep);
    let hours = TimeDelta::hours(args.sauvegarde.into());
    let days = TimeDelta::days(args.verification.into());
    found.extend(late(saved, now, hours, Some(hours * 2)));
    found.extend(late(verified, now, days, None));
    found.extend(late(restored, now, days, None));
    found
}

/// What is to be watched of the copies that come from another server.
fn of_copies(copies: &CopiesState, args: &Etat, now: DateTime<Utc>) -> Vec<(u8, String)> {
    let aside = copies.aside.last().map(|last| {
        let last = last.display();
        if copies.refused {
            let what = format!("copie écartée, la précédente reste en vigueur\u{a0}: {last}");
            (CRITICAL, what)
        } else {
            (
                OK,
                format!("une copie écartée avant la dernière est encore là\u{a0}: {last}"),
            )
        }
    });
    let last = match &copies.last {
        Ok(last) => late_copy(*last, args, now),
        Err(why) => Some((CRITICAL, format!("copie qui manque\u{a0}: {why}"))),
    };
    aside.into_iter().chain(last).collect()
}

/// What is wrong with the last copy from one server to another.
fn late_copy(done: Option<Done>, args: &Etat, now: DateTime<Utc>) -> Option<(u8, String)> {
    let minutes = TimeDelta::minutes(args.copie.unwrap_or(COPY_MINUTES).into());
    late((SENT, done), now, minutes, Some(minutes * 2))
}

/// What is wrong with a task that was done too long ago, never, or on a base that is not sound.
fn late(
    (name, done): (&str, Option<Done>),
    now: DateTime<Utc>,
    warns: TimeDelta,
    critical: Option<TimeDelta>,
) -> Option<(u8, String)> {
    let Some(done) = done else {
        let status = if critical.is_some() { CRITICAL } else { WARNING };
        return Some((status, format!("{name}\u{a0}: aucune notée")));
    };
    let since = now - done.at;
    let told = age(since);
    if !done.sound {
        let wrong = if name == SENT {
            "des pièces lui manquent"
        } else {
            "elle n’est pas saine"
        };
        return Some((CRITICAL, format!("{name} {told}\u{a0}: {wrong}")));
    }
    let status = match critical {
        Some(most) if since > most => CRITICAL,
        _ if since > warns => WARNING,
        _ => return None,
    };
    Some((status, format!("{name} {told}")))
}

/// What a supervision draws, after the bar of its line.
fn measures(state: &BaseState) -> String {
    let BaseState::Served(_, state) = state else {
        return String::new();
    };
    format!(
        " | ecrans={} connexions={} operations={}c ordres_mediane={}s ordres_p99={}s attente={}",
        state.screens,
        state.connections,
        state.head.seq,
        state.orders.median.as_secs_f64(),
        state.orders.p99.as_secs_f64(),
        state.waiting.orders + state.waiting.questions
    )
}

fn age(since: TimeDelta) -> String {
    match (since.num_minutes(), since.num_hours()) {
        (..1, _) => "à l’instant".to_owned(),
        (minutes, ..1) => format!("il y a {minutes}\u{a0}min"),
        (_, hours @ ..48) => format!("il y a {hours}\u{a0}h"),
        (_, hours) => format!("il y a {}\u{a0}jours", hours / 24),
    }
}

fn ms(time: Duration) -> String {
    let tenths = time.as_micros().div_ceil(100);
    format!("{},{}\u{a0}ms", tenths / 10, tenths % 10)
}

fn held(held: Held) -> String {
    let mib = |bytes: u64| bytes.div_ceil(1 << 20);
    format!("{} sur {}\u{a0}Mio", mib(held.bytes), mib(held.most))
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count > 1 { "s" } else { "" };
    format!("{count} {word}{plural}")
}
