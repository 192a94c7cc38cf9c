//! Saving the list as a view, and what becomes of a saved one: replaced, renamed, removed.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::permit::OneOf;
use crate::domain::query::Pane;
use crate::domain::query::row::{ColumnId, chosen, usual};
use crate::domain::record::Record;
use crate::domain::record::RecordId;
use crate::domain::view::{NewView, View, ViewNumber};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{
    Choice, Chooser, Dialog, Form, FormKind, FormPurpose, Intent, Pick, Proposal, Purpose, TextDialog,
    ViewAct,
};
use crate::tui::model::showing::{Offered, Opened, Origin};
use crate::tui::model::{Field, List, ListName, Model};
use crate::tui::theme::Role;
use crate::tui::wording::right_needed;

use crate::tui::update::ask::{seen, wait};

/// Asks for the views that are there.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    wait(model, Intent::SaveView, Ask::Views(Vec::new()), effects);
}

/// Offers a new view, and the saved ones.
pub fn show(model: &mut Model, views: Vec<Offered>) {
    let shares = unshared(model);
    let mut choices = vec![
        Choice::new(
            Pick::NewView { shared: false },
            "Nouvelle vue personnelle…",
            "moi seul la vois",
        ),
        Choice::new(
            Pick::NewView { shared: true },
            "Nouvelle vue partagée…",
            "tous la voient",
        )
        .unless(shares.clone()),
    ];
    for (place, offered) in (0..).zip(&views) {
        if let Origin::Saved(_) = offered.view.origin {
            let whose = if offered.shared {
                "partagée"
            } else {
                "personnelle"
            };
            let label = format!("«\u{a0}{}\u{a0}»…", offered.view.name);
            let detail = format!("{whose}\u{a0}: remplacer, renommer, retirer");
            let refused = shares.clone().filter(|_| offered.shared);
            choices.push(Choice::new(Pick::View(place), label, detail).unless(refused));
        }
    }
    let about = described(model.focused());
    let chooser = Chooser::new("Enregistrer la vue", &about, choices, Purpose::SaveView(views)).at_first();
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Why the operator shares no view; none where they may.
fn unshared(model: &Model) -> Option<String> {
    let shares = OneOf::GESTION;
    (!shares.is_among(&model.options.operator.rights)).then(|| right_needed(shares))
}

/// What the list shows, in words.
fn described(list: &List) -> String {
    in_words(list.name.pane(), list.search.text(), &list.columns)
}

/// What is shown of a list, in words: its name, its filter, its columns.
fn in_words(pane: Pane, text: &str, columns: &[ColumnId]) -> String {
    let title = ListName::ALL.into_iter().find(|name| name.pane() == pane);
    let titles: Vec<&str> = chosen(pane, columns).iter().map(|column| column.title).collect();
    let filter = match text.trim() {
        "" => "sans filtre",
        text => text,
    };
    let title = title.map_or("", ListName::title);
    format!("{title} · {filter} · {}", titles.join(", "))
}

/// Goes on from what was chosen.
pub fn take(model: &mut Model, views: &[Offered], pick: &Pick, effects: &mut Vec<Effect>) {
    match pick {
        Pick::NewView { shared } => {
            let draft = draft(model.focused(), None, String::new(), *shared);
            let title = if *shared {
                "Nouvelle vue partagée"
            } else {
                "Nouvelle vue personnelle"
            };
            name_it(model, title, draft, Vec::new());
        }
        Pick::View(place) => {
            let offered = views.get(*place);
            if let Some((offered, number)) = offered.and_then(|offered| Some((offered, number(offered)?))) {
                let intent = Intent::SavedView(Box::new(offered.clone()));
                wait(model, intent, Ask::Open(RecordId::View(number)), effects);
            }
        }
        _ => {}
    }
}

fn number(offered: &Offered) -> Option<ViewNumber> {
    match offered.view.origin {
        Origin::Saved(number) => number,
        Origin::Shipped => None,
    }
}

/// The list as a view.
fn draft(list: &List, number: Option<ViewNumber>, name: String, shared: bool) -> NewView {
    let pane = list.name.pane();
    NewView {
        number,
        name,
        pane,
        text: list.search.text().trim().to_owned(),
        sort: list.sort,
        // A view keeps the columns that it was saved with, whatever becomes usual or is chosen later.
        columns: if list.columns.is_empty() {
            usual(pane)
        } else {
            list.columns.clone()
        },
        shared,
    }
}

/// Asks for the name.
fn name_it(model: &mut Model, title: &str, draft: NewView, seen: Vec<Seen>) {
    let field = if draft.name.is_empty() {
        Field::default()
    } else {
        Field::proposing(&draft.name)
    };
    let about = described(model.focused());
    let about = if draft.number.is_some() {
        "Nouveau nom"
    } else {
        &about
    };
    let purpose = FormPurpose::View {
        draft: Box::new(draft),
        seen,
    };
    model.dialog = Some(Dialog::Form(Form::new(
        title,
        about,
        FormKind::Name(field),
        purpose,
    )));
}

/// Offers what is done to a saved view, as it is now.
pub fn show_saved(model: &mut Model, offered: Offered, dossier: &Dossier) {
    let Record::View(view) = &dossier.record else {
        return;
    };
    let now = Offered {
        view: opened(view),
        pane: view.pane,
        shared: view.is_shared(),
        ..offered
    };
    let pick = |act| Pick::ViewAct(act);
    let choices = vec![
        Choice::new(
            pick(ViewAct::Replace),
            "Remplacer par la liste affichée",
            described(model.focused()),
        ),
        Choice::new(pick(ViewAct::Rename), "Renommer…", ""),
        Choice::new(pick(ViewAct::Remove), "Retirer…", ""),
    ];
    let about = format!("«\u{a0}{}\u{a0}»", view.name);
    let purpose = Purpose::SavedView {
        offered: Box::new(now),
        seen: seen(dossier),
    };
    model.dialog = Some(Dialog::Chooser(Chooser::new(
        "Vue enregistrée",
        &about,
        choices,
        purpose,
    )));
}

fn opened(view: &View) -> Opened {
    Opened {
        origin: Origin::Saved(Some(view.number)),
        name: view.name.clone(),
        text: view.text.clone(),
        sort: view.sort,
        columns: view.columns.clone(),
    }
}

/// Asks before a saved view is changed.
pub fn change(model: &mut Model, offered: &Offered, act: ViewAct, seen: &[Seen]) {
    let Some(number) = number(offered) else {
        return;
    };
    let name = offered.view.name.clone();
    match act {
        ViewAct::Rename => {
            let draft = NewView {
                number: Some(number),
                name,
                pane: offered.pane,
                text: offered.view.text.clone(),
                sort: offered.view.sort,
                columns: offered.view.columns.clone(),
                shared: offered.shared,
            };
            name_it(model, "Renommer la vue", draft, seen.to_vec());
        }
        ViewAct::Replace => {
            let view = draft(model.focused(), Some(number), name, offered.shared);
            let becomes = described(model.focused());
            let command = Command::SaveView { view };
            confirm(
                model,
                offered,
                ("Remplacer la vue", "remplacer", "remplacée"),
                Some(becomes),
                command,
                seen,
            );
        }
        ViewAct::Remove => {
            let command = Command::RemoveView {
                number,
                shared: offered.shared,
            };
            confirm(
                model,
                offered,
                ("Retirer la vue", "retirer", "retirée"),
                None,
                command,
                seen,
            );
        }
    }
}

fn confirm(
    model: &mut Model,
    offered: &Offered,
    (title, verb, done): (&str, &str, &str),
    becomes: Option<String>,
    command: Command,
    seen: &[Seen],
) {
    let mut dialog = TextDialog::new(title);
    let name = &offered.view.name;
    dialog.say(Role::Title, format!("«\u{a0}{name}\u{a0}»"));
    if offered.shared {
        dialog.say(
            Role::Warning,
            "! Elle est partagée\u{a0}: tous la perdront telle qu’elle est.",
        );
    }
    let before = in_words(offered.pane, &offered.view.text, &offered.view.columns);
    // A view that is removed becomes nothing: it is only told what it shows.
    let head = becomes.as_ref().map_or("  ", |_| "  avant  ");
    dialog.item((Role::Muted, head.to_owned()), (Role::Text, before));
    if let Some(becomes) = becomes {
        dialog.item((Role::Muted, "  après  ".to_owned()), (Role::Text, becomes));
    }
    dialog.proposal = Some(Proposal {
        order: Order::seeing(command, seen.to_vec()),
        what: format!("vue «\u{a0}{name}\u{a0}» {done}"),
        verb: verb.to_owned(),
        many: offered.shared,
        applied: None,
    });
    model.dialog = Some(Dialog::Text(dialog));
}

/// The order that names a view.
pub fn named(draft: &NewView, seen: &[Seen], name: &str) -> Result<(Order, String), String> {
    let name = name.trim();
    if name.is_empty() {
        return Err("la vue n’a pas de nom".to_owned());
    }
    let done = if draft.number.is_some() {
        "renommée"
    } else {
        "enregistrée"
    };
    let what = format!("vue «\u{a0}{name}\u{a0}» {done}");
    let view = NewView {
        name: name.to_owned(),
        ..draft.clone()
    };
    let order = Order::seeing(Command::SaveView { view }, seen.to_vec());
    Ok((order, what))
}

/// Follows what became of a view: a list that is as the saved one is its view from now on.
pub fn carried_out(model: &mut Model, command: &Command, effects: &mut Vec<Effect>) {
    match command {
        Command::SaveView { view } => {
            follow(model, view);
            model.state.last_view = Some(view.name.clone());
            effects.push(Effect::Remember(Box::new(model.state.clone())));
        }
        Command::RemoveView { number, .. } => {
            let removed = |opened: &Opened| match opened.origin {
                Origin::Saved(known) => known.is_none_or(|known| known == *number),
                Origin::Shipped => false,
            };
            for list in &mut model.lists {
                list.view = list.view.take().filter(|opened| !removed(opened));
            }
        }
        _ => {}
    }
}

fn follow(model: &mut Model, draft: &NewView) {
    let usual = usual(draft.pane) == draft.columns;
    let saved = Opened {
        origin: Origin::Saved(draft.number),
        name: draft.name.clone(),
        text: draft.text.clone(),
        sort: draft.sort,
        columns: if usual { Vec::new() } else { draft.columns.clone() },
    };
    for list in &mut model.lists {
        let is_it = list.view.as_ref().is_some_and(|view| view.origin == saved.origin);
        let as_saved = list.name.pane() == draft.pane
            && list.search.text().trim() == saved.text
            && list.sort == saved.sort
            && list.columns == saved.columns;
        if as_saved || (is_it && draft.number.is_some()) {
            list.view = Some(saved.clone());
        }
    }
}
