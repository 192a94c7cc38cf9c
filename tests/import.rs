//! Imports through the front door: files in, plans and records out.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]
#![allow(clippy::similar_names, reason = "a plan and plain text are told apart here")]

#[path = "import/annuaire.rs"]
mod annuaire;
#[path = "import/demo.rs"]
mod demo;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/reading.rs"]
mod reading;
#[path = "import/registre.rs"]
mod registre;
#[path = "support/seeing.rs"]
mod seeing;
#[path = "import/tables.rs"]
mod tables;
#[path = "import/territory.rs"]
mod territory;
#[path = "import/world.rs"]
mod world;
