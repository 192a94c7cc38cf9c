//! No circle of imports between any two modules of the crate.
//!
//! An edge goes from the file that holds a `use` or a path to the file that defines what it names; re-exports are
//! followed. A module's ancestors and children do not count: a `mod.rs` gathers what is below it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, UseTree};

use crate::layers::{circle, sources};

/// The names of a module from the root of the crate.
type Place = Vec<String>;

/// One module: the file it stands in, what it defines, and what it takes from elsewhere under which name.
#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    imports: BTreeMap<String, Place>,
    globs: Vec<Place>,
    /// Every path that its code names, its `use` lines among them.
    named: BTreeSet<Place>,
}

type Modules = BTreeMap<Place, Module>;

#[test]
fn no_modules_are_in_a_circle() {
    let found = circles(&edges(&modules(&sources())));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_circle_is_found_through_a_path_a_re_export_a_glob_and_a_macro() {
    let found = |back: &str| {
        let sources = [
            ("lib.rs", "pub mod a; pub mod b;"),
            ("a/mod.rs", "mod one; pub use one::One;"),
            ("a/one.rs", "use crate::b::Two; pub struct One(Two);"),
            ("b.rs", back),
        ];
        let sources = sources.map(|(path, text)| (path.to_owned(), text.to_owned()));
        circles(&edges(&modules(&sources))).len()
    };
    assert_eq!(found("pub struct Two;"), 0);
    assert_eq!(found("use crate::a::One; pub struct Two(Box<One>);"), 1);
    assert_eq!(found("pub struct Two(Box<super::a::One>);"), 1);
    assert_eq!(found("use crate::a::*; pub struct Two(Box<One>);"), 1);
    assert_eq!(
        found("use crate::a; pub struct Two; fn two() { assert!(a::One(Two) > 1); }"),
        1
    );
    assert_eq!(
        found("pub struct Two; #[cfg(test)] mod tests { use crate::a::One; }"),
        0
    );
}

/// The modules of the crate.
fn modules(sources: &[(String, String)]) -> Modules {
    let mut modules = Modules::new();
    for (path, text) in sources.iter().filter(|(path, _)| path != "main.rs") {
        let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let place = if stem == "lib" {
            Vec::new()
        } else {
            names(stem, "/")
        };
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        add(&mut modules, path, place, &syntax.items);
    }
    modules
}

fn names(path: &str, between: &str) -> Place {
    path.split(between).map(str::to_owned).collect()
}

fn add(modules: &mut Modules, file: &str, place: Place, items: &[Item]) {
    let mut module = Module {
        file: file.to_owned(),
        ..Module::default()
    };
    for item in items.iter().filter(|item| !is_test(item)) {
        match item {
            Item::Mod(inner) => {
                if let Some((_, items)) = &inner.content {
                    let place = place.iter().cloned().chain([inner.ident.to_string()]).collect();
                    add(modules, file, place, items);
                }
                continue;
            }
            Item::Use(found) => take(&mut module, &found.tree, &Vec::new()),
            _ => module.items.extend(name(item)),
        }
        Paths(&mut module.named).visit_item(item);
    }
    modules.insert(place, module);
}

/// Whether an item is compiled for tests alone.
fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|name| name == "test")
    })
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}

/// Notes what a `use` brings in, and under which name.
fn take(module: &mut Module, tree: &UseTree, above: &Place) {
    let with = |name: &syn::Ident| -> Place { above.iter().cloned().chain([name.to_string()]).collect() };
    let mut bring = |path: Place, name: &syn::Ident| {
        let path = if path.last().is_some_and(|last| last == "self") {
            above.clone()
        } else {
            path
        };
        module.named.insert(path.clone());
        let name = if name == "self" {
            path.last().cloned()
        } else {
            Some(name.to_string())
        };
        module.imports.extend(name.map(|name| (name, path)));
    };
    match tree {
        UseTree::Path(path) => take(module, &path.tree, &with(&path.ident)),
        UseTree::Name(found) => bring(with(&found.ident), &found.ident),
        UseTree::Rename(found) => bring(with(&found.ident), &found.rename),
        UseTree::Glob(_) => module.globs.push(above.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| take(module, tree, above)),
    }
}

/// Collects the paths; within macros, those of more than one name.
struct Paths<'a>(&'a mut BTreeSet<Place>);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0
            .insert(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        self.tokens(found.tokens.clone());
        visit::visit_macro(self, found);
    }
}

impl Paths<'_> {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Place::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if path.is_empty() || colons == 2 => path.push(name.to_string()),
                TokenTree::Punct(sign) if sign.as_char() == ':' && !path.is_empty() && colons < 2 => {
                    colons += 1;
                    continue;
                }
                other => {
                    self.end(&mut path);
                    match other {
                        TokenTree::Ident(name) => path.push(name.to_string()),
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Place) {
        if path.len() > 1 {
            self.0.insert(std::mem::take(path));
        }
        path.clear();
    }
}

/// For each file, the files that define what it names, but for those above it and below it.
fn edges(modules: &Modules) -> BTreeMap<String, BTreeSet<String>> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (place, module) in modules {
        let globs = module.globs.iter().map(|glob| (glob, true));
        for (path, glob) in module.named.iter().map(|path| (path, false)).chain(globs) {
            let Some(file) = defining(modules, place, path, glob, 0) else {
                continue;
            };
            if !is_above(&module.file, &file) && !is_above(&file, &module.file) && file != module.file {
                edges.entry(module.file.clone()).or_default().insert(file);
            }
        }
    }
    edges
}

/// Whether a file is the module that a folder with another is of.
fn is_above(file: &str, other: &str) -> bool {
    let folder = file.trim_end_matches(".rs").trim_end_matches("/mod");
    file == "lib.rs"
        || other
            .strip_prefix(folder)
            .is_some_and(|below| below.starts_with('/'))
}

/// The file that defines what a path names as seen from a module, re-exports followed.
fn defining(modules: &Modules, from: &Place, path: &[String], glob: bool, depth: usize) -> Option<String> {
    if depth > 16 {
        return None;
    }
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => within(modules, &Vec::new(), rest, glob, depth),
        "self" => within(modules, from, rest, glob, depth),
        "super" => {
            let (_, above) = from.split_last()?;
            let above = above.to_vec();
            match rest.first().map(String::as_str) {
                Some("super") => defining(modules, &above, rest, glob, depth),
                _ => within(modules, &above, rest, glob, depth),
            }
        }
        _ => within(modules, from, path, glob, depth),
    }
}

fn within(modules: &Modules, place: &Place, rest: &[String], glob: bool, depth: usize) -> Option<String> {
    let module = modules.get(place)?;
    let Some((first, below)) = rest.split_first() else {
        return Some(module.file.clone());
    };
    let child: Place = place.iter().cloned().chain([first.clone()]).collect();
    if modules.contains_key(&child) && !(below.is_empty() && module.items.contains(first) && !glob) {
        return within(modules, &child, below, glob, depth);
    }
    if module.items.contains(first) {
        return Some(module.file.clone());
    }
    if let Some(path) = module.imports.get(first) {
        let whole: Place = path.iter().chain(below).cloned().collect();
        return defining(modules, place, &whole, glob, depth + 1);
    }
    module.globs.iter().find_map(|path| {
        let whole: Place = path.iter().chain(rest).cloned().collect();
        defining(modules, place, &whole, glob, depth + 1)
    })
}

/// Every group of files of which each leads to each other, as one way round.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let reach = |start: &String| {
        let mut seen = BTreeSet::new();
        let mut next = vec![start];
        while let Some(file) = next.pop() {
            next.extend(
                edges
                    .get(file)
                    .into_iter()
                    .flatten()
                    .filter(|file| seen.insert((*file).clone())),
            );
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = edges.keys().map(|file| (file, reach(file))).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for (file, all) in &reached {
        let group: BTreeSet<String> = all
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(*file)))
            .cloned()
            .collect();
        if !group.contains(*file) || !done.insert(group.clone()) {
            continue;
        }
        let inner = edges
            .iter()
            .filter(|(file, _)| group.contains(*file))
            .map(|(file, to)| (file.clone(), to.intersection(&group).cloned().collect()))
            .collect();
        let way = circle(&inner).unwrap_or_default().join(" → ");
        let first = group.first().cloned().unwrap_or_default();
        found.push(format!("{} files from {first} in a circle: {way}", group.len()));
    }
    found
}
