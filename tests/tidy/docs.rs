//! A public item has a summary, and no summary repeats the name below it.
//!
//! Fields, variants and methods are left to their names where these explain them. The command line's summaries are the
//! help that `preau` prints, and are not looked at.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Field, ImplItemFn, Item, Lit, Meta, TraitItemFn, Variant, Visibility};

use crate::layers::sources;

/// Words that say nothing by themselves.
const FILLING: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "has", "in", "is", "it", "its", "of", "on",
    "one", "or", "that", "the", "this", "to", "was", "which", "who", "whose", "with",
];

#[derive(Default)]
struct Docs {
    file: String,
    missing: Vec<String>,
    repeated: Vec<String>,
}

#[test]
fn public_items_have_a_summary_that_is_not_their_name() {
    let docs = read(&sources());
    assert!(docs.missing.is_empty(), "without a summary: {:#?}", docs.missing);
    assert!(docs.repeated.is_empty(), "the name again: {:#?}", docs.repeated);
}

#[test]
fn a_missing_summary_and_a_repeated_name_are_found() {
    let found = |text: &str| {
        let docs = read(&[("one.rs".to_owned(), text.to_owned())]);
        (docs.missing.len(), docs.repeated.len())
    };
    assert_eq!(found("pub struct Bare;"), (1, 0));
    assert_eq!(found("pub(super) struct Bare; fn bare() {}"), (0, 0));
    assert_eq!(
        found("/// What is sent.\npub struct Sent { /// The body of it.\n body: Body }"),
        (0, 1)
    );
    assert_eq!(
        found("/// Two. enum of kinds.\nenum Kinds { /// The first kind.\n FirstKind }"),
        (0, 1)
    );
    assert_eq!(found("/// A kind of school.\nenum SchoolKind {}"), (0, 1));
    assert_eq!(found("/// Bytes at most.\npub const BYTES: u8 = 1;"), (0, 0));
}

fn read(sources: &[(String, String)]) -> Docs {
    let mut docs = Docs::default();
    for (path, text) in sources.iter().filter(|(path, _)| !path.starts_with("cli/")) {
        docs.file.clone_from(path);
        let file = syn::parse_file(text).unwrap_or_else(|why| panic!("{path}: {why}"));
        docs.visit_file(&file);
    }
    docs
}

impl Docs {
    fn look(&mut self, name: &syn::Ident, more: &str, attributes: &[Attribute], is_public: bool) {
        let summary = summary(attributes);
        let at = format!("{} {name}", self.file);
        if summary.is_empty() && is_public {
            self.missing.push(at);
        } else if let [line] = summary.as_slice() {
            let known = words(&format!("{name} {more}"));
            let said = words(line);
            let filling = |word: &String| FILLING.contains(&word.as_str());
            if !said.is_empty() && said.iter().all(|word| known.contains(word) || filling(word)) {
                self.repeated.push(format!("{at}: {line}"));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Docs {
    fn visit_item(&mut self, item: &'ast Item) {
        let (name, attributes, visibility) = match item {
            Item::Struct(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Enum(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Trait(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Type(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Const(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Static(it) => (&it.ident, &it.attrs, &it.vis),
            Item::Fn(it) => (&it.sig.ident, &it.attrs, &it.vis),
            _ => return visit::visit_item(self, item),
        };
        self.look(name, "", attributes, matches!(visibility, Visibility::Public(_)));
        visit::visit_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if let Some(name) = &field.ident {
            self.look(name, &type_name(&field.ty), &field.attrs, false);
        }
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        let types: Vec<String> = variant.fields.iter().map(|field| type_name(&field.ty)).collect();
        self.look(&variant.ident, &types.join(" "), &variant.attrs, false);
        visit::visit_variant(self, variant);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.look(&function.sig.ident, "", &function.attrs, false);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        self.look(&function.sig.ident, "", &function.attrs, false);
    }
}

/// The last name of a path's type; nothing of another type.
fn type_name(of: &syn::Type) -> String {
    match of {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The lines of a doc comment.
fn summary(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect()
}

/// The words of a text or of a name, in small letters, without the ending of a plural. What is in backticks is a word of
/// its own.
fn words(text: &str) -> BTreeSet<String> {
    let mut spaced = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
        before = letter;
    }
    spaced
        .split(|letter: char| !letter.is_alphanumeric() && letter != '`')
        .filter(|word| !word.is_empty())
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}
