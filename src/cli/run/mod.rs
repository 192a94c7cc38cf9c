//! One file per command.

mod about;
mod base;
mod carry;
mod check;
mod clock;
mod document;
mod dossiers;
mod effects;
mod explain;
mod export;
mod import;
mod journal;
mod keep;
mod mistake;
mod model;
mod notice;
mod out;
mod package;
mod progress;
mod recover;
mod register;
mod review;
mod rules;
mod screens;
mod serve;
mod state;
mod territory;

use super::args::{Cli, Command, Common};
use super::failure::Failure;
use super::open;

/// True where what a command does depends on the day of the clock.
fn tells_the_day(command: Option<&Command>) -> bool {
    !matches!(
        command,
        Some(
            Command::Demo
                | Command::Etat(_)
                | Command::Horloge(_)
                | Command::Journal(_)
                | Command::Modele(_)
                | Command::Paquet(_)
                | Command::Regles(_)
                | Command::Restaurer(_)
                | Command::Verifier(_)
        )
    )
}

/// Runs the command asked for; returns the exit status.
pub(super) fn dispatch(cli: &Cli) -> Result<u8, Failure> {
    let common: &Common = &cli.common;
    open::configuration_named(common)?;
    if common.date.is_none() && tells_the_day(cli.command.as_ref()) {
        super::clock::is_right()?;
    }
    let view = cli.vue.clone();
    if view.is_some() && !matches!(cli.command, None | Some(Command::Demo)) {
        let why = "--vue ne sert qu’aux écrans\u{a0}: «\u{a0}preau --vue NOM\u{a0}»";
        return Err(Failure::new(why));
    }
    let first = screens::First { record: None, view };
    match &cli.command {
        None => screens::own(common, &first),
        Some(Command::Demo) => screens::demo(common, &first),
        Some(Command::Ouvrir(args)) => {
            let record = Some(args.record.clone());
            screens::own(common, &screens::First { record, view: None })
        }
        Some(Command::Importer(args)) => import::run(common, args),
        Some(Command::Exporter(args)) => export::run(common, args),
        Some(Command::Controler(args)) => check::run(common, args),
        Some(Command::Inscrire(args)) => register::run(common, args),
        Some(Command::Controle(args)) => review::run(common, args),
        Some(Command::Notice(args)) => notice::run(common, args),
        Some(Command::Joindre(args)) => document::attach(common, args),
        Some(Command::Detacher(args)) => document::detach(common, args),
        Some(Command::Document(args)) => document::run(common, args),
        Some(Command::Reprendre(args)) => recover::run(common, args),
        Some(Command::Ecole(args)) => territory::school(common, args),
        Some(Command::Competence(args)) => territory::competence(common, args),
        Some(Command::Collectivite(args)) => territory::collectivite(common, args),
        Some(Command::Prestataire(args)) => territory::provider(common, args),
        Some(Command::Fusionner(args)) => territory::merge(common, args),
        Some(Command::Retirer(args)) => mistake::withdraw(common, args),
        Some(Command::Corriger(args)) => mistake::correct(common, args),
        Some(Command::Journal(args)) => journal::run(common, args),
        Some(Command::Verifier(args)) => keep::verify(common, args),
        Some(Command::Sauvegarder(args)) => keep::back_up(common, args),
        Some(Command::Restaurer(args)) => keep::restore(common, &args.file),
        Some(Command::Transmettre(args)) => keep::send(common, args),
        Some(Command::Recevoir(args)) => keep::receive(args),
        Some(Command::Horloge(args)) => clock::run(common, args),
        Some(Command::Servir(args)) => serve::run(common, args),
        Some(Command::Etat(args)) => state::run(common, args),
        Some(Command::Expliquer(args)) => explain::run(common, args),
        Some(Command::Regles(args)) => rules::run(common, args),
        Some(Command::Modele(args)) => model::run(args),
        Some(Command::Paquet(args)) => package::run(args),
    }
}
