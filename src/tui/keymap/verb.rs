//! The verbs: everything that a key or the palette can ask of the screens.

/// Declares the verbs with the identifiers that the table and the configuration use.
macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// Something that the operator can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Verb {
            $($(#[$doc])* $name,)*
        }

        impl Verb {
            /// Every verb, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Gives the identifier used in `keymap.toml` and in the configuration.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

verbs! {
    /// Focus the pane of the collectivités.
    PaneCollectivites = "volet-collectivites",
    /// Focus the pane of the schools.
    PaneSchools = "volet-ecoles",
    /// Focus the pane of the providers.
    PaneProviders = "volet-prestataires",
    /// Focus the pane of the conventions.
    PaneConventions = "volet-conventions",
    /// Focus the next pane.
    NextPane = "volet-suivant",
    /// Focus the previous pane.
    PreviousPane = "volet-precedent",
    Up = "haut",
    Down = "bas",
    PageUp = "page-precedente",
    PageDown = "page-suivante",
    First = "premier",
    Last = "dernier",
    Dossier = "fiche",
    /// Leave the dossier for its list.
    LeaveDossier = "volet",
    /// Scroll the dossier down.
    DossierDown = "fiche-bas",
    /// Scroll the dossier up.
    DossierUp = "fiche-haut",
    /// Show the focused pane alone, or all panes again.
    Enlarge = "agrandir",
    /// Let the schools follow what is selected in the other panes, or no more.
    FollowSelection = "suivre-selection",
    /// Open the search bar.
    Search = "chercher",
    /// Go to any record.
    GoTo = "aller",
    /// Pin the selected record as scope.
    Pin = "epingler",
    /// Remove the last scope.
    Back = "retirer",
    /// Go back to the place visited before.
    PlaceBack = "endroit-precedent",
    /// Go forward to the place visited after.
    PlaceForward = "endroit-suivant",
    /// Mark the selected row, or unmark it.
    Mark = "cocher",
    /// Mark the rows from the one marked last.
    MarkRange = "cocher-plage",
    /// Mark every row of the list.
    MarkAll = "cocher-tout",
    /// Mark the rows that are not marked.
    MarkInverse = "inverser-coches",
    MarkNone = "decocher-tout",
    /// Change the stage of a deployment.
    Stage = "etape",
    /// Choose the solution of a school.
    Solution = "solution",
    /// Enter a school in the register.
    Register = "inscrire",
    New = "nouveau",
    Modify = "modifier",
    Close = "fermer",
    /// Withdraw a record made by mistake.
    Withdraw = "retirer-fiche",
    /// Give a record the key that it should have had.
    Correct = "corriger-cle",
    /// Say that the notice to families still serves.
    KeepNotice = "notice-valable",
    /// Review an entry of the register, or lift its review.
    Check = "controler",
    /// Take a draft up.
    Drafts = "brouillons",
    Save = "enregistrer",
    Note = "annoter",
    /// Attach a document to a record.
    Attach = "joindre",
    /// Read the documents of a record: write one to a file, detach it.
    Documents = "pieces",
    /// Show the history of a record.
    History = "historique",
    /// Show what every rule makes of a school.
    Explain = "expliquer",
    /// Undo one's last entry.
    Undo = "defaire",
    /// Redo what was undone.
    Redo = "refaire",
    /// Record that a convention was sent.
    ConventionSent = "convention-envoyee",
    /// Record the signature of a party.
    ConventionSigned = "convention-signee",
    /// Record that a convention was terminated.
    ConventionTerminated = "convention-resiliee",
    Views = "vues",
    /// Save the list as a view, or change a saved one.
    SaveView = "enregistrer-vue",
    /// Sort by a column.
    Sort = "trier",
    /// Choose and order the columns.
    Columns = "colonnes",
    /// Move a column to the left.
    ColumnLeft = "colonne-gauche",
    /// Move a column to the right.
    ColumnRight = "colonne-droite",
    /// Hand what is on the screen to the terminal's clipboard.
    Copy = "copier",
    /// Write the list to a file.
    Export = "exporter",
    /// Import the file of dossiers that the configuration names.
    ImportDossiers = "importer-dossiers",
    /// Gather what keeps schools out by what they have in common.
    Causes = "causes",
    Dashboard = "tableau-de-bord",
    /// Show what is to be done today.
    DayWork = "journee",
    /// Show what falls on each day.
    Agenda = "agenda",
    /// Review the schools of the list, one a screen.
    Review = "revue",
    /// Pass over the school under review.
    Skip = "passer",
    /// Go back to the school before in the review.
    SkipBack = "precedente",
    /// Put the school off until a day.
    Postpone = "remettre",
    /// Record a relance to the party whose signature is awaited.
    Remind = "relancer",
    /// Enter in the register the schools of the queue that a shared signature made ready.
    RegisterReady = "inscrire-pretes",
    /// Put schools in an annexe, or take them out.
    Annexe = "annexe",
    /// Say who follows collectivités.
    Follow = "suivre",
    /// Change the circonscription of schools.
    Circonscription = "circonscription",
    /// Change what lies under the conventions.
    Territory = "territoire",
    /// Record a fact of schools: a notice, a conseil, its minutes, a certificate.
    Fact = "fait",
    /// Accept what is chosen or typed.
    Accept = "valider",
    /// List the schools that a preview counts.
    AffectedSchools = "ecoles-touchees",
    /// Confirm what touches more than one record.
    Confirm = "confirmer",
    /// Close a dialog or a field, nothing changed.
    Cancel = "annuler",
    /// Take a day of the month for the date that is typed.
    PickDay = "choisir-jour",
    /// The next field, or the completion of the word.
    NextField = "champ-suivant",
    PreviousField = "champ-precedent",
    /// The caret one character left.
    CaretLeft = "curseur-gauche",
    /// The caret one character right.
    CaretRight = "curseur-droite",
    CaretStart = "curseur-debut",
    CaretEnd = "curseur-fin",
    /// Delete the character before the caret.
    DeleteBefore = "effacer-avant",
    /// Delete the character under the caret.
    DeleteAfter = "effacer-apres",
    /// Delete the word before the caret.
    DeleteWord = "effacer-mot",
    ClearField = "vider",
    Palette = "palette",
    Help = "aide",
    Redraw = "redessiner",
    /// Listen to the mouse, or leave it to the terminal.
    Mouse = "souris",
    /// Stop the program until the shell continues it.
    Suspend = "suspendre",
    Quit = "quitter",
}

impl Verb {
    /// Finds a verb by its identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.id() == id)
    }
}
