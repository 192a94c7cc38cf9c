//! Fuzz targets: texts and frames bred from a corpus, as many as `PREAU_FUZZ` says, the same at each run.

mod breed;
mod filter;
mod frame;
