//! What is remembered from one session to the next.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use preau::config::state::{Draft, Queue, State, StateFile, StateInMemory, StateStore};
use preau::domain::query::row::ColumnId;
use preau::domain::query::{Pane, Query, Sort, SortBy};
use preau::domain::record::RecordId;

use super::office::pupils;
use crate::support::values::day;

fn query(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::all(Pane::Schools, 50)
    }
}

fn ids(count: u32) -> Vec<RecordId> {
    pupils(count).into_iter().map(RecordId::School).collect()
}

fn queue(count: u32) -> Queue {
    Queue::new("/base", query("a_traiter:oui"), ids(count))
}

fn place(queue: &Queue) -> Option<usize> {
    let all = ids(40);
    queue
        .current()
        .map(|id| all.iter().position(|known| known == id).unwrap())
}

fn counts(queue: &Queue) -> (usize, usize, usize) {
    let progress = queue.progress();
    (progress.total, progress.done, progress.put_off)
}

#[test]
fn a_queue_is_gone_through_once_and_skipped_ones_come_last() {
    let mut queue = queue(4);
    queue.finish();
    queue.skip();
    queue.put_off(day("2026-12-01"));
    assert_eq!(place(&queue), Some(3));
    queue.finish();
    assert_eq!(place(&queue), Some(1), "the one that was skipped");
    queue.finish();
    assert_eq!((place(&queue), counts(&queue)), (None, (4, 3, 1)));
    queue.finish();
    assert_eq!(counts(&queue), (4, 3, 1), "nothing is left to finish");
    queue.back();
    assert_eq!((place(&queue), counts(&queue)), (Some(3), (4, 2, 1)));
}

#[test]
fn several_settled_at_once_do_not_come_again() {
    let mut queue = queue(5);
    queue.finish_with(&[ids(5)[2].clone(), ids(5)[4].clone(), ids(9)[8].clone()]);
    assert_eq!((place(&queue), counts(&queue)), (Some(1), (5, 3, 0)));
    queue.finish();
    assert_eq!(place(&queue), Some(3));
}

#[test]
fn the_next_day_resumes_at_the_same_place() {
    let mut queue = queue(6);
    queue.finish();
    queue.put_off(day("2026-12-01"));
    queue.put_off(day("2026-12-24"));
    assert_eq!(place(&queue), Some(3));
    // The one done has left the list; the last one too, settled by a colleague; a new one is there.
    let now: Vec<RecordId> = [1, 2, 3, 4, 7].map(|at| ids(8)[at].clone()).into();
    queue.resume(&now, day("2026-11-24"));
    assert_eq!((place(&queue), counts(&queue)), (Some(3), (6, 1, 2)));
    assert_eq!(queue.resume(&now, day("2026-12-01")), 1);
    assert_eq!(
        (place(&queue), counts(&queue)),
        (Some(3), (6, 1, 1)),
        "one is due again"
    );
    queue.finish();
    assert_eq!(place(&queue), Some(1), "the one that is due again comes next");
    queue.finish();
    queue.finish();
    assert_eq!(place(&queue), Some(7), "the new one comes last");
}

#[test]
fn a_current_record_that_left_the_list_gives_way_to_the_next() {
    let mut queue = queue(4);
    queue.skip();
    let now: Vec<RecordId> = [0, 2, 3].map(|at| ids(4)[at].clone()).into();
    queue.resume(&now, day("2026-11-24"));
    assert_eq!(place(&queue), Some(2));
    queue.resume(&[], day("2026-11-24"));
    assert_eq!(place(&queue), None);
}

fn state() -> State {
    let mut state = State::default();
    let mut started = queue(3);
    started.finish();
    started.put_off(day("2026-12-01"));
    state.keep(started);
    state
        .columns
        .insert(Pane::Schools, vec![ColumnId::Nom, ColumnId::Conseil]);
    let sort = Sort {
        by: SortBy::Column(ColumnId::Conseil),
        descending: true,
    };
    state.sorts.insert(Pane::Conventions, sort);
    state.last_view = Some("à traiter".to_owned());
    state
}

#[test]
fn a_queue_is_kept_by_base_and_list_the_last_one_first() {
    let mut state = state();
    let scrolled = Query {
        offset: 40,
        limit: 7,
        ..query(" a_traiter:oui ")
    };
    assert_eq!(state.queue("/base", &scrolled).unwrap().progress().done, 1);
    assert!(state.queue("/autre", &scrolled).is_none());
    for at in 0..12 {
        state.keep(Queue::new("/base", query(&format!("echeance<{at}j")), ids(1)));
    }
    assert_eq!(state.queues.len(), 10);
    assert!(state.queue("/base", &scrolled).is_none(), "the oldest went");
    state.forget("/base", &query("echeance<11j"));
    assert_eq!(state.queues.len(), 9);
}

#[test]
fn a_file_gives_back_what_it_was_given_to_its_owner_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("preau").join("etat.json");
    let mut file = StateFile::at(&path);
    assert_eq!(file.load(), (State::default(), None), "the first start");
    file.save(&state()).unwrap();
    file.save(&state()).unwrap();
    assert_eq!(StateFile::at(&path).load(), (state(), None));
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.as_path()), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(
        fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1,
        "nothing is left beside"
    );
}

#[test]
fn two_sessions_of_an_account_lose_nothing_of_each_other() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("etat.json");
    let draft = |text: &str| Draft {
        number: 0,
        base: "/base".to_owned(),
        form: "note".to_owned(),
        about: text.to_owned(),
        kept: day("2026-11-23"),
        was: None,
        texts: BTreeMap::new(),
    };
    let abouts = |state: &State| {
        let mut abouts: Vec<String> = state.drafts.iter().map(|draft| draft.about.clone()).collect();
        abouts.sort();
        abouts
    };
    let [mut one, mut other] = [(), ()].map(|()| StateFile::at(&path));
    let [mut mine, mut theirs] = [one.load().0, other.load().0];
    let own = mine.keep_draft(draft("un"));
    one.save(&mine).unwrap();
    theirs.keep_draft(draft("deux"));
    theirs.welcomed = true;
    other.save(&theirs).unwrap();
    one.save(&mine).unwrap();
    other.save(&theirs).unwrap();
    assert_eq!(
        abouts(&StateFile::at(&path).load().0),
        ["deux", "un"],
        "each once"
    );
    assert!(mine.forget_draft(own));
    one.save(&mine).unwrap();
    other.save(&theirs).unwrap();
    assert_eq!(
        abouts(&StateFile::at(&path).load().0),
        ["deux"],
        "what is settled goes"
    );
    let mut third = StateFile::at(&path);
    let before = third.load().0;
    theirs.drafts.clear();
    other.save(&theirs).unwrap();
    third.save(&before).unwrap();
    assert!(
        abouts(&StateFile::at(&path).load().0).is_empty(),
        "and does not come back"
    );
}

#[test]
fn a_damaged_file_is_set_aside_with_a_word() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("etat.json");
    let mut file = StateFile::at(&path);
    file.save(&state()).unwrap();
    let whole = fs::read(&path).unwrap();
    for damaged in [&whole[..whole.len() / 2], b"", b"\xff\xd8\xff", b"12"] {
        fs::write(&path, damaged).unwrap();
        let (found, word) = file.load();
        assert_eq!(found, State::default());
        assert!(word.unwrap().contains("etat.json"));
        assert!(!path.exists());
        assert_eq!(fs::read(path.with_extension("json.abime")).unwrap(), damaged);
        file.save(&state()).unwrap();
        assert_eq!(file.load(), (state(), None), "and work goes on");
    }
}

#[test]
fn a_file_of_another_version_gives_what_this_one_knows() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("etat.json");
    fs::write(
        &path,
        r#"{"columns":{"schools":["nom","colonne_a_venir","uai"]},"demain":1}"#,
    )
    .unwrap();
    let (state, word) = StateFile::at(&path).load();
    assert_eq!(word, None);
    assert_eq!(state.columns[&Pane::Schools], [ColumnId::Nom, ColumnId::Uai]);
}

#[test]
fn memory_serves_as_a_file_does() {
    let mut memory = StateInMemory::default();
    memory.save(&state()).unwrap();
    assert_eq!(memory.load(), (state(), None));
}

#[test]
fn a_state_that_is_a_link_of_another_account_is_not_written_through() {
    if !nix::unistd::geteuid().is_root() {
        eprintln!("only root gives files to another account: not tested");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (path, private) = (home.path().join("etat.json"), home.path().join("prive.json"));
    fs::write(&private, "privé").unwrap();
    std::os::unix::fs::symlink(&private, &path).unwrap();
    std::os::unix::fs::lchown(&path, Some(65_533), None).unwrap();
    let error = StateFile::at(&path).save(&state()).unwrap_err();
    assert!(error.to_string().contains("autre compte"), "{error}");
    assert_eq!(fs::read_to_string(&private).unwrap(), "privé");
}
