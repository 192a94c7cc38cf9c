//! The last list of each pane, kept so that paging and redrawing cost nothing.

use crate::domain::query::language::Problem;
use crate::domain::query::page::Page;
use crate::domain::query::select::{Bases, List, select};
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Query, Sort};
use crate::domain::record::RecordId;
use crate::text::fold;

/// What a list depends on beside the revision: a query without its page.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    pane: Pane,
    scope: Vec<RecordId>,
    text: String,
    sort: Sort,
    /// The operator, where the search bar may name them (`suivi:moi`).
    operator: Option<String>,
}

impl Asked {
    fn is_by(&self, query: &Query, operator: &str) -> bool {
        (self.pane, &self.scope, &self.text, self.sort) == (query.pane, &query.scope, &query.text, query.sort)
            && self.operator.as_deref().is_none_or(|of| of == operator)
    }

    fn of(query: &Query, operator: &str) -> Self {
        let named = fold(&query.text).contains("suivi");
        Self {
            pane: query.pane,
            scope: query.scope.clone(),
            text: query.text.clone(),
            sort: query.sort,
            operator: named.then(|| operator.to_owned()),
        }
    }
}

/// The lists that were asked for last, of one revision.
#[derive(Debug, Default)]
pub(super) struct Lists {
    bases: Bases,
    /// At most one list of each pane.
    kept: Vec<(Asked, List)>,
}

impl Lists {
    /// Drops every list: the base has changed.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The page that a query asks for, from the list kept or from a new one.
    pub(super) fn page(&mut self, source: Source<'_>, query: &Query) -> Result<Page, Problem> {
        if let Some((_, list)) = self
            .kept
            .iter_mut()
            .find(|(asked, _)| asked.is_by(query, source.operator))
        {
            return Ok(list.page(source, query));
        }
        let mut list = select(source, &self.bases, query)?;
        let page = list.page(source, query);
        self.kept.retain(|(asked, _)| asked.pane != query.pane);
        self.kept.push((Asked::of(query, source.operator), list));
        Ok(page)
    }
}
