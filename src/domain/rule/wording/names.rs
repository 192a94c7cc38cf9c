//! The names of records in messages; a key stands for a record that is missing.

use crate::domain::collectivite::CollectiviteKind;
use crate::domain::convention::{Convention, Party};
use crate::domain::date::day_fr;
use crate::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::provider::{Sheet, SheetId};
use crate::domain::school::School;

use super::super::finding::Cause;
use super::Words;

impl<'a> Words<'a> {
    /// The name of a collectivité, else of a prestataire, else the SIREN.
    pub(in super::super) fn name(self, siren: Siren) -> String {
        let collectivite = self
            .registry
            .collectivites()
            .get(&siren)
            .map(|record| &record.name);
        let provider = || self.registry.providers().get(&siren).map(|record| &record.name);
        collectivite
            .or_else(provider)
            .map_or_else(|| format!("SIREN {siren}"), Clone::clone)
    }

    /// The name of a convention's party.
    pub(in super::super) fn party(self, party: Party) -> String {
        let provider = match party {
            Party::Provider(siren) => self.registry.providers().get(&siren),
            Party::Collectivite(_) => None,
        };
        provider.map_or_else(|| self.name(party.siren()), |record| record.name.clone())
    }

    /// What a party is, after « par »: `la commune`, `le prestataire`.
    pub(in super::super) fn role(self, party: Party) -> &'static str {
        match party {
            Party::Provider(_) => party.role(),
            Party::Collectivite(siren) => match self.registry.collectivites().get(&siren).map(|r| r.kind) {
                Some(CollectiviteKind::Commune) => "la commune",
                Some(CollectiviteKind::CommunauteDeCommunes) => "la communauté de communes",
                Some(CollectiviteKind::CommunauteAgglomeration) => "la communauté d’agglomération",
                Some(CollectiviteKind::CommunauteUrbaine) => "la communauté urbaine",
                Some(CollectiviteKind::Metropole) => "la métropole",
                Some(CollectiviteKind::Sivu) => "le SIVU",
                Some(CollectiviteKind::Sivom) => "le SIVOM",
                Some(CollectiviteKind::SyndicatMixte) => "le syndicat mixte",
                Some(CollectiviteKind::Petr) => "le PETR",
                Some(CollectiviteKind::PoleMetropolitain) => "le pôle métropolitain",
                Some(CollectiviteKind::Ept) => "l’établissement public territorial",
                Some(CollectiviteKind::Other) | None => party.role(),
            },
        }
    }

    /// A school with its commune and its UAI: `Prim. Jean Jaurès, Grenoble (0380123C)`.
    pub(in super::super) fn school_name(self, uai: Uai) -> String {
        let found = self.registry.schools().get(&uai);
        found.map_or_else(
            || format!("école {uai}"),
            |school| format!("{}, {} ({uai})", school.name, school.commune),
        )
    }

    pub(in super::super) fn solution_name(self, code: &SolutionCode) -> String {
        self.registry
            .solutions()
            .get(code)
            .map_or_else(|| code.to_string(), |solution| solution.name.clone())
    }

    /// The name of the chosen solution.
    pub(in super::super) fn chosen(self) -> String {
        self.of
            .solution
            .as_ref()
            .map_or_else(|| "la solution".into(), |code| self.solution_name(code))
    }

    /// The school; none where the assessment is of another registry.
    pub(in super::super) fn school(self) -> Option<&'a School> {
        self.registry.schools().get(&self.of.school)
    }

    /// A convention by number.
    pub(in super::super) fn convention(self, number: &ConventionNumber) -> Option<&'a Convention> {
        self.registry.conventions().get(number)
    }

    /// The fiche that a cause names.
    pub(in super::super) fn sheet(self, cause: &Cause) -> Option<&'a Sheet> {
        match cause {
            Cause::Sheet(solution, Some(version)) => self.registry.sheets().get(&SheetId {
                solution: solution.clone(),
                version: version.clone(),
            }),
            _ => None,
        }
    }

    /// A fiche with its version, solution and date: `Fiche 2 de OLM (10/10/2026)`.
    pub(in super::super) fn sheet_of(self, sheet: &Sheet) -> String {
        format!(
            "Fiche {} de {} ({})",
            sheet.version,
            self.solution_name(&sheet.solution),
            day_fr(sheet.date)
        )
    }

    /// A convention with its number and its party: `convention 26-0012 avec Grenoble`.
    pub(in super::super) fn convention_with(self, number: &ConventionNumber) -> String {
        match self.convention(number) {
            Some(convention) => format!(
                "convention {number} avec {}",
                with_article(&self.party(convention.party))
            ),
            None => format!("convention {number}"),
        }
    }
}

/// A name after « avec »: `la CC du Grésivaudan`, `le SIVU des Écoles`; that of a commune, of a person or of a firm takes
/// no article.
pub(in super::super) fn with_article(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    let article = match first.to_lowercase().as_str() {
        "cc" | "ca" | "cu" | "communauté" | "communaute" | "métropole" | "metropole" => "la ",
        "sivu" | "sivom" | "sivos" | "sm" | "smf" | "smo" | "syndicat" => "le ",
        _ => "",
    };
    format!("{article}{name}")
}

/// A name after « de »: `du SIVU`, `de la CC`, `d’Échirolles`.
pub(in super::super) fn of_the(name: &str) -> String {
    let folded = any_ascii::any_ascii(name).to_lowercase();
    if let Some((contracted, rest)) = contracted(name, ["du", "des"]) {
        return format!("{contracted} {rest}");
    }
    if folded.starts_with(['a', 'e', 'i', 'o', 'u']) {
        return format!("d’{name}");
    }
    format!("de {name}")
}

/// The article that a name begins with, contracted, and the rest: `Le Pont-de-Claix`, `Les Avenières`.
fn contracted<'a>(name: &'a str, [one, several]: [&'static str; 2]) -> Option<(&'static str, &'a str)> {
    let articles = [("le ", one), ("Le ", one), ("les ", several), ("Les ", several)];
    articles
        .into_iter()
        .find_map(|(article, contracted)| Some((contracted, name.strip_prefix(article)?)))
}

/// A name after « à »: `au SIVU`, `à la CC`.
pub(in super::super) fn to_the(name: &str) -> String {
    contracted(name, ["au", "aux"]).map_or_else(
        || format!("à {name}"),
        |(contracted, rest)| format!("{contracted} {rest}"),
    )
}

#[cfg(test)]
mod tests {
    use super::{of_the, to_the, with_article};

    #[test]
    fn names_take_their_article() {
        let table = [
            (
                "CC Le Grésivaudan",
                "la CC Le Grésivaudan",
                "de la CC Le Grésivaudan",
                "à la CC Le Grésivaudan",
            ),
            (
                "SIVU des Écoles",
                "le SIVU des Écoles",
                "du SIVU des Écoles",
                "au SIVU des Écoles",
            ),
            (
                "Syndicat scolaire",
                "le Syndicat scolaire",
                "du Syndicat scolaire",
                "au Syndicat scolaire",
            ),
            ("Grenoble", "Grenoble", "de Grenoble", "à Grenoble"),
            ("Échirolles", "Échirolles", "d’Échirolles", "à Échirolles"),
            ("Cachan", "Cachan", "de Cachan", "à Cachan"),
            (
                "Le Pont-de-Claix",
                "Le Pont-de-Claix",
                "du Pont-de-Claix",
                "au Pont-de-Claix",
            ),
            ("Les Avenières", "Les Avenières", "des Avenières", "aux Avenières"),
            ("EDIFICE", "EDIFICE", "d’EDIFICE", "à EDIFICE"),
        ];
        for (name, with, of, to) in table {
            let said = with_article(name);
            assert_eq!(
                (said.as_str(), of_the(&said), to_the(&said)),
                (with, of.into(), to.into())
            );
        }
    }
}
