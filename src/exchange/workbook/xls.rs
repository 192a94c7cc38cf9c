//! Workbooks of Excel before 2007.
//!
//! calamine makes room for the whole area of every sheet, follows chains of sectors that have no end, and writes formulas out.
//! So the records are taken out of the file within bounds, those that it should not see are hidden, and it reads the rest.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, XlsError};
use cfb::{CompoundFile, Version};

use super::bounds::{AREA, CELLS, SHEETS, UNZIPPED};
use super::error::Fault;
use super::rows::Rows;
use super::value::{error, iso_moment, moment, number, yes_no};

/// The names of the stream of records.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

/// The length of the head of a record: its type and the length of its data.
const HEAD: usize = 4;

/// The type of a record that no reader knows.
const UNKNOWN: u16 = 0xFFFF;

/// The types of records.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const EXTERN_SHEET: u16 = 0x0017;
    pub(super) const NAME: u16 = 0x0018;
    pub(super) const PASSWORD: u16 = 0x002F;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00BD;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    /// One cell each, which begins with its row and its column.
    pub(super) const CELL: [u16; 7] = [FORMULA, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
}

/// A workbook that is read.
pub(super) struct Xls {
    names: Vec<String>,
    sheets: Vec<Range<Data>>,
}

impl Xls {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let mut records = records(bytes)?;
        hide(&mut records)?;
        let mut book = calamine::Xls::new(Cursor::new(compound(&records)?)).map_err(|error| fault(&error))?;
        drop(records);
        let names = book.sheet_names();
        let range = |name: &String| book.worksheet_range(name).unwrap_or_default();
        Ok(Self {
            sheets: names.iter().map(range).collect(),
            names,
        })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn rows(&mut self, sheet: usize, rows: &mut Rows<'_, '_>) -> Result<(), Fault> {
        let range = &self.sheets[sheet];
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let text = match value {
                Data::Empty => continue,
                Data::String(text) | Data::DurationIso(text) => text.as_str().into(),
                Data::DateTimeIso(text) => iso_moment(text).into(),
                Data::Int(number) => number.to_string().into(),
                Data::Float(value) => number(*value).into(),
                Data::Bool(value) => Cow::Borrowed(yes_no(*value)),
                Data::DateTime(value) => moment(value).into(),
                Data::Error(kind) => error(kind).into(),
            };
            let row = u32::try_from(row).map_err(|_| Fault::Damaged)? + top;
            let left = usize::try_from(left).map_err(|_| Fault::Damaged)?;
            if rows.cell(row, left + column, &text)?.is_break() {
                return Ok(());
            }
        }
        rows.finish()
    }
}

/// Returns the records of a compound file.
fn records(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(Fault::Password);
    }
    let Some(name) = STREAMS.into_iter().find(|name| file.is_stream(name)) else {
        return Err(Fault::NoWorkbook);
    };
    let stream = file.open_stream(name).map_err(|_| Fault::Damaged)?;
    let mut records = Vec::new();
    let most = UNZIPPED as u64 + 1;
    stream
        .take(most)
        .read_to_end(&mut records)
        .map_err(|_| Fault::Damaged)?;
    if records.len() > UNZIPPED {
        return Err(Fault::TooLarge);
    }
    Ok(records)
}

/// Makes a compound file of records.
fn compound(records: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))
        .map_err(|_| Fault::Damaged)?;
    let mut stream = file.create_stream(STREAMS[0]).map_err(|_| Fault::Damaged)?;
    stream.write_all(records).map_err(|_| Fault::Damaged)?;
    stream.flush().map_err(|_| Fault::Damaged)?;
    drop(stream);
    Ok(file.into_inner().into_inner())
}

/// Hides formulas, names and declared sizes, and refuses sheets that would take room without end.
fn hide(records: &mut [u8]) -> Result<(), Fault> {
    let mut sheets = Vec::new();
    walk(records, 0, |kind, head, data| {
        match kind {
            record::NAME | record::EXTERN_SHEET => set(head, UNKNOWN),
            record::PASSWORD if word(data, 0) != Some(0) => return Err(Fault::Password),
            record::SHEET if sheets.len() == SHEETS => return Err(Fault::TooManySheets),
            record::SHEET => sheets.push(position(data)?),
            _ => {}
        }
        Ok(())
    })?;
    let (mut cells, mut places) = (0, 0);
    for start in sheets {
        let mut area = Area::default();
        walk(records, start, |kind, head, data| {
            if kind == record::DIMENSIONS {
                set(head, UNKNOWN);
            } else if kind == record::NUMBERS || record::CELL.contains(&kind) {
                cells += area.add(kind, data)?;
            }
            if kind == record::FORMULA
                && let Some(length) = data.get_mut(20..22)
            {
                length.fill(0);
            }
            Ok(())
        })?;
        places += area.places();
        if cells > CELLS {
            return Err(Fault::TooManyCells);
        }
        if places > AREA {
            return Err(Fault::Scattered);
        }
    }
    Ok(())
}

/// The area of the cells of a sheet: its first and last rows and columns.
#[derive(Default)]
struct Area(Option<[usize; 4]>);

impl Area {
    /// Adds the cells of a record, and returns how many they are.
    fn add(&mut self, kind: u16, data: &[u8]) -> Result<usize, Fault> {
        let at = |place| word(data, place).map(usize::from).ok_or(Fault::Damaged);
        let (row, first) = (at(0)?, at(2)?);
        let last = if kind == record::NUMBERS {
            at(data.len().saturating_sub(2))?.max(first)
        } else {
            first
        };
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, first, last]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
        Ok(last - first + 1)
    }

    fn places(&self) -> usize {
        let [top, bottom, left, right] = self.0.unwrap_or([1, 0, 1, 0]);
        (bottom + 1 - top) * (right + 1 - left)
    }
}

/// Gives each record from a byte on to `each`: its type, its head and its data. It ends with the part that began there.
fn walk(
    records: &mut [u8],
    start: usize,
    mut each: impl FnMut(u16, &mut [u8], &mut [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut rest = records.get_mut(start..).ok_or(Fault::Damaged)?;
    while let Some((head, after)) = rest.split_at_mut_checked(HEAD) {
        let (kind, length) = (word(head, 0).unwrap_or(0), word(head, 2).unwrap_or(0));
        let (data, next) = after
            .split_at_mut_checked(usize::from(length))
            .ok_or(Fault::Damaged)?;
        each(kind, head, data)?;
        if kind == record::END {
            break;
        }
        rest = next;
    }
    Ok(())
}

/// Returns where a sheet begins.
fn position(data: &[u8]) -> Result<usize, Fault> {
    let bytes = data.first_chunk::<4>().ok_or(Fault::Damaged)?;
    usize::try_from(u32::from_le_bytes(*bytes)).map_err(|_| Fault::Damaged)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn set(head: &mut [u8], kind: u16) {
    head[..2].copy_from_slice(&kind.to_le_bytes());
}

/// Tells a password from damage.
fn fault(error: &XlsError) -> Fault {
    match error {
        XlsError::Password => Fault::Password,
        _ => Fault::Damaged,
    }
}
