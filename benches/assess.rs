//! Measures of assessing the whole of France: from nothing, and one school after a change.
//!
//! Budgets on two cores: 150 ms from nothing, 1 ms after one change. The last lines compare France where the territory has
//! changed (W4, W8, W10, W11, W19) with France where it has not.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, RuleCode, assess};
use preau::domain::school::School;

mod busy;
mod short;

use busy::{busy, day, france, moved};

/// The rules as they are with the day of the results of the elections of parents.
fn policy() -> Policy {
    let mut policy = Policy::default();
    assert!(policy.elections.note(day("2026-10-10")), "a day of results");
    policy
}

/// How many findings some schools have.
fn assess_each(registry: &Registry, schools: &[&School]) -> usize {
    let policy = policy();
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

/// Prints what each rule on the territory says, and what assessing all takes where it has changed, to where it has not.
fn compare(busy: &Registry, moved: &Registry) {
    let took = |registry: &Registry| {
        let schools: Vec<&School> = registry.schools().iter().collect();
        let rounds = if short::is_short() { 1 } else { 7 };
        let once = |_| {
            let start = Instant::now();
            black_box(assess_all(registry, &schools));
            start.elapsed()
        };
        let mut times: Vec<Duration> = (0..rounds).map(once).collect();
        times.sort_unstable();
        times[rounds / 2]
    };
    let [before, after] = [took(busy), took(moved)];
    let ratio = after.as_secs_f64() / before.as_secs_f64();
    println!("territory changed: {after:?}, unchanged: {before:?}, ratio {ratio:.2}");
    let policy = policy();
    let on = day("2026-11-23");
    let all: Vec<_> = moved
        .schools()
        .iter()
        .flat_map(|school| assess(moved, school, on, &policy))
        .collect();
    for rule in [
        RuleCode::W4,
        RuleCode::W8,
        RuleCode::W10,
        RuleCode::W11,
        RuleCode::W19,
    ] {
        let said = all.iter().filter(|of_school| of_school.has(rule)).count();
        assert!(said > 0, "{} is silent", rule.as_str());
        println!("{}: {said} schools", rule.as_str());
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let bare = france();
    let busy = busy(&bare);
    measure(&mut criterion, "France, schools alone", &bare);
    measure(&mut criterion, "France, a deployment each", &busy);
    let moved = moved(&busy);
    measure(&mut criterion, "France, the territory changed", &moved);
    compare(&busy, &moved);
    criterion.final_summary();
}
