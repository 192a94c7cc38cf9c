//! Measures of assessing the whole of France: from nothing, and one school after a change.
//!
//! Budgets on two cores: 150 ms from nothing, 1 ms after one change.

use std::hint::black_box;

use criterion::Criterion;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, assess};
use preau::domain::school::School;

mod busy;

use busy::{busy, day, france};

/// How many findings some schools have.
fn assess_each(registry: &Registry, schools: &[&School]) -> usize {
    let policy = Policy::default();
    schools
        .iter()
        .flat_map(|school| assess(registry, school, day("2026-11-23"), &policy))
        .map(|assessment| assessment.findings.len())
        .sum()
}

/// The same on two threads, as the desk does.
fn assess_all(registry: &Registry, schools: &[&School]) -> usize {
    let (left, right) = schools.split_at(schools.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| assess_each(registry, right));
        assess_each(registry, left) + other.join().expect("the other half")
    })
}

fn measure(criterion: &mut Criterion, name: &str, registry: &Registry) {
    let schools: Vec<&School> = registry.schools().iter().collect();
    let one = &schools[schools.len() / 2..=schools.len() / 2];
    let mut group = criterion.benchmark_group(format!("assess {name}"));
    group.sample_size(10);
    group.bench_function("from nothing, two threads", |b| {
        b.iter(|| black_box(assess_all(registry, &schools)));
    });
    group.bench_function("from nothing, one thread", |b| {
        b.iter(|| black_box(assess_each(registry, &schools)));
    });
    group.bench_function("one school", |b| b.iter(|| black_box(assess_each(registry, one))));
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let bare = france();
    let busy = busy(&bare);
    measure(&mut criterion, "France, schools alone", &bare);
    measure(&mut criterion, "France, a deployment each", &busy);
    criterion.final_summary();
}
