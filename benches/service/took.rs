//! How long each write of a run took.

/// The writes of a run.
pub struct Took {
    seconds: f64,
    /// Milliseconds, the shortest first.
    each: Vec<f64>,
}

impl Took {
    /// A run of so many seconds, and the microseconds of each of its writes.
    pub fn new(seconds: f64, microseconds: impl Iterator<Item = f64>) -> Self {
        let mut each: Vec<f64> = microseconds.map(|one| one / 1e3).collect();
        each.sort_by(f64::total_cmp);
        Self { seconds, each }
    }

    /// Writes a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.each.len()).unwrap()) / self.seconds
    }

    pub fn median(&self) -> f64 {
        self.each[self.each.len() / 2]
    }

    pub fn p99(&self) -> f64 {
        self.each[self.each.len() * 99 / 100]
    }

    pub fn slowest(&self) -> f64 {
        self.each[self.each.len() - 1]
    }
}
