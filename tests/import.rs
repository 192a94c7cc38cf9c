//! Imports through the front door: files in, plans and records out.

#[path = "import/annuaire.rs"]
mod annuaire;
#[path = "import/demo.rs"]
mod demo;
#[path = "import/territory.rs"]
mod territory;
#[path = "import/world.rs"]
mod world;
