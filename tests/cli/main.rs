//! The command line: a file, a command, what it prints, its exit status.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

#[path = "../support/mod.rs"]
mod support;

mod authority;
mod clock;
mod controle;
mod controler;
mod declared;
mod docs;
mod documents;
mod dossiers;
mod effects;
mod expliquer;
mod exporter;
mod facts;
mod full;
mod head;
mod help;
mod holder;
mod hostile;
mod importer;
mod inert;
mod inscrire;
mod journal;
mod keep;
mod looking;
mod manual;
mod mistake;
mod modele;
mod notice;
mod outfile;
mod output;
mod own_tables;
mod public_list;
mod readme;
mod refile;
mod registre;
mod regles;
mod save;
mod sent_copy;
mod site;
mod state;
mod system;
mod territory;
mod territory_stories;
mod whole_base;
mod workbooks;
