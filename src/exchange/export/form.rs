//! The forms of the files that are written: one table.

use super::markup::Markup;
use super::workbook::WorkbookForm;
use super::{ByteOrderMark, Format};
use crate::domain::coded::coded;

coded! {
    /// How the rows are written, the usual form first. The code is the ending of its files.
    enum FileForm {
        Csv "csv", "CSV";
        Json "json", "JSON";
        Xlsx "xlsx", "XLSX";
        Ods "ods", "ODS";
        Markdown "md", "Markdown";
        Html "html", "HTML";
    }
}

impl FileForm {
    /// Those in which every table is written; the others are pages.
    pub const TABLES: [Self; 4] = [Self::Csv, Self::Json, Self::Xlsx, Self::Ods];

    /// True of a file that a spreadsheet reads alone, and no person.
    pub fn is_workbook(self) -> bool {
        matches!(self.format(ByteOrderMark::None), Format::Workbook(_))
    }

    /// How it is written; `mark` is that of a text which a spreadsheet opens, or a program.
    pub fn format(self, mark: ByteOrderMark) -> Format {
        match self {
            Self::Csv => Format::Csv(mark),
            Self::Json => Format::Json,
            Self::Xlsx => Format::Workbook(WorkbookForm::Xlsx),
            Self::Ods => Format::Workbook(WorkbookForm::Ods),
            Self::Markdown => Format::Markup(Markup::Markdown),
            Self::Html => Format::Markup(Markup::Html),
        }
    }
}
