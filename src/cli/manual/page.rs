//! One page, in the language of man.

use roff::{Inline, Roff, bold, italic, roman};

/// A page under way.
pub(super) struct Page {
    roff: Roff,
}

impl Page {
    /// Starts with what the page is of, and its section of the manual.
    pub(super) fn new(name: &str, section: u8, about: &str) -> Self {
        let mut roff = Roff::new();
        let (title, section) = (name.to_uppercase(), section.to_string());
        let version = format!("preau {}", env!("CARGO_PKG_VERSION"));
        // An empty date would be left out; none keeps the page the same at each build.
        roff.control("TH", [title.as_str(), &section, " ", &version, "Manuel de Préau"]);
        // Words are not cut: keys and names of files are among them.
        roff.control("nh", []);
        let mut page = Self { roff };
        page.section("NOM").text(&format!("{name} - {about}"));
        page
    }

    /// Starts a section.
    pub(super) fn section(&mut self, title: &str) -> &mut Self {
        self.roff.control("SH", [title]);
        self
    }

    /// Starts a part of a section.
    pub(super) fn part(&mut self, title: &str) -> &mut Self {
        self.roff.control("SS", [title]);
        self
    }

    /// Adds a paragraph.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.roff.control("PP", []);
        self.roff.text([roman(text)]);
        self
    }

    /// Adds paragraphs, between which are empty lines.
    pub(super) fn paragraphs(&mut self, text: &str) {
        for paragraph in text
            .split("\n\n")
            .filter(|paragraph| !paragraph.trim().is_empty())
        {
            let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
            self.text(&lines.join(" "));
        }
    }

    /// Adds an entry of a list: a name, the value that it takes, what it does.
    pub(super) fn entry(&mut self, name: &str, value: &str, about: &str) {
        self.roff.control("TP", []);
        let mut head: Vec<Inline> = vec![bold(name)];
        if !value.is_empty() {
            head.extend([roman(" "), italic(value)]);
        }
        self.roff.text(head);
        self.roff.text([roman(about)]);
    }

    /// Adds lines that are shown as they are.
    pub(super) fn lines(&mut self, lines: &[String]) {
        self.roff.control("PP", []);
        self.roff.control("nf", []);
        self.roff.control("RS", ["4"]);
        for line in lines {
            self.roff.text([roman(line.as_str())]);
        }
        self.roff.control("RE", []);
        self.roff.control("fi", []);
    }

    /// The page, as a file has it.
    pub(super) fn written(&self) -> String {
        self.roff.render()
    }
}
