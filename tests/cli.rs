//! The command line: a file, a command, what it prints, its exit status.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

mod support;

#[path = "cli/clock.rs"]
mod clock;
#[path = "cli/controler.rs"]
mod controler;
#[path = "cli/exporter.rs"]
mod exporter;
#[path = "cli/full.rs"]
mod full;
#[path = "cli/head.rs"]
mod head;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/holder.rs"]
mod holder;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/importer.rs"]
mod importer;
#[path = "cli/inert.rs"]
mod inert;
#[path = "cli/inscrire.rs"]
mod inscrire;
#[path = "cli/journal.rs"]
mod journal;
#[path = "cli/keep.rs"]
mod keep;
#[path = "cli/looking.rs"]
mod looking;
#[path = "cli/modele.rs"]
mod modele;
#[path = "cli/outfile.rs"]
mod outfile;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/registre.rs"]
mod registre;
#[path = "cli/save.rs"]
mod save;
#[path = "cli/system.rs"]
mod system;
#[path = "cli/whole_base.rs"]
mod whole_base;
