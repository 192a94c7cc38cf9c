//! How many pages a PDF says it has: read in parts, with nothing of it carried out, within bounds of memory and time.
//!
//! The catalogue that comes last names the root of the pages, and the root says how many there are. What is encrypted,
//! broken or out of the ordinary has pages that are not known.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;

use flate2::read::ZlibDecoder;

/// The bytes that are looked at at a time.
const STEP: usize = 1 << 20;

/// The bytes before them in which the number of an object may stand.
const BEFORE: usize = 24;

/// How far an object that begins there may go beyond them.
const BEYOND: usize = 256 << 10;

/// The most bytes that the objects of one stream, and of all of them, become.
const UNPACKED: [u64; 2] = [4 << 20, 64 << 20];

/// The most bytes that are passed over as words and values, those of a stream before and after it is unpacked included. A
/// file may have many objects begin before the same bytes.
const PASSED: u64 = 128 << 20;

/// The most roots that are kept.
const ROOTS: usize = 1_000;

/// More pages than that are not believed.
const MOST: u32 = 100_000;

/// The number of pages of a PDF; none where it does not tell.
pub(super) fn pages(file: &File) -> io::Result<Option<u32>> {
    let mut found = Found::of_at_most(PASSED);
    let mut window = vec![0; BEFORE + STEP + BEYOND];
    let mut at = 0;
    loop {
        let read = filled(file, &mut window, at)?;
        let first = if at == 0 { 0 } else { BEFORE };
        found.objects(&window[..read], first);
        if read < window.len() {
            return Ok(found.pages());
        }
        at += STEP as u64;
    }
}

fn filled(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    let mut read = 0;
    while read < into.len() {
        match file.read_at(&mut into[read..], at + read as u64)? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

/// What was found of the pages so far.
struct Found {
    /// The object that the last catalogue names.
    root: Option<u32>,
    /// The pages of each object that may be a root, by its number.
    counts: HashMap<u32, u32>,
    unpacked: u64,
    /// The bytes that may still be passed over; with none left, the pages are not known.
    left: u64,
}

impl Found {
    fn of_at_most(left: u64) -> Self {
        Self {
            root: None,
            counts: HashMap::new(),
            unpacked: 0,
            left,
        }
    }

    fn pages(&self) -> Option<u32> {
        if self.left == 0 {
            return None;
        }
        let count = *self.counts.get(&self.root?)?;
        (1..=MOST).contains(&count).then_some(count)
    }

    /// Looks at every object that begins from a byte on, in [`STEP`] bytes and those [`BEFORE`] them.
    fn objects(&mut self, bytes: &[u8], first: usize) {
        let mut at = first.min(bytes.len());
        while let Some(word) = find(&bytes[at..], b"obj").map(|word| at + word) {
            if word >= BEFORE + STEP {
                break;
            }
            at = word + 3;
            let Some(number) = number_before(&bytes[..word]) else {
                continue;
            };
            let mut lexer = self.lexer(bytes, at);
            let dictionary = Dictionary::read(&mut lexer);
            (at, self.left) = (lexer.at, lexer.left);
            if let Some(dictionary) = dictionary {
                self.note(number, &dictionary);
                if dictionary.is(b"ObjStm") {
                    self.packed(&dictionary, &bytes[at..]);
                }
            }
        }
    }

    fn lexer<'a>(&self, bytes: &'a [u8], at: usize) -> Lexer<'a> {
        let left = self.left;
        Lexer { bytes, at, left }
    }

    fn note(&mut self, number: u32, dictionary: &Dictionary<'_>) {
        if dictionary.is(b"Catalog") {
            self.root = dictionary.pages.or(self.root);
        }
        if dictionary.is(b"Pages") && (self.counts.len() < ROOTS || self.counts.contains_key(&number)) {
            match dictionary.count.filter(|_| !dictionary.has_parent) {
                Some(count) => drop(self.counts.insert(number, count)),
                None => drop(self.counts.remove(&number)),
            }
        }
    }

    /// Looks at the objects of a stream of objects, whose bytes follow.
    fn packed(&mut self, stream: &Dictionary<'_>, after: &[u8]) {
        let (Some(count), Some(first)) = (stream.objects, stream.first) else {
            return;
        };
        let Some(start) = find(&after[..after.len().min(64)], b"stream") else {
            return;
        };
        let packed = &after[start + 6..];
        let packed = packed
            .strip_prefix(b"\r\n")
            .or_else(|| packed.strip_prefix(b"\n"));
        let room = UNPACKED[0].min(UNPACKED[1].saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        // A stream that is cut gives what comes before the cut.
        let mut unpacking = ZlibDecoder::new(packed.unwrap_or_default()).take(room);
        let _ = unpacking.read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        self.left = self.left.saturating_sub(unpacking.get_ref().total_in());
        let mut table = self.lexer(&bytes, 0);
        for _ in 0..count {
            let (Some(Token::Number(number)), Some(Token::Number(offset))) = (table.next(), table.next())
            else {
                return;
            };
            let at = (first as usize).saturating_add(offset as usize).min(bytes.len());
            let mut lexer = self.lexer(&bytes, at);
            let dictionary = Dictionary::read(&mut lexer);
            self.left = lexer.left;
            if let Some(dictionary) = dictionary {
                self.note(number, &dictionary);
            }
            if self.left == 0 {
                return;
            }
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The number of the object whose word `obj` comes after: `12 0 obj`.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let tail = &bytes[bytes.len().saturating_sub(BEFORE)..];
    let text: String = tail.iter().copied().map(char::from).collect();
    let mut words = text.split_ascii_whitespace().rev();
    let generation = words.next()?;
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if !text.ends_with(|end: char| end.is_ascii_whitespace()) || !is_number(generation) {
        return None;
    }
    let number = words.next()?;
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok()
}

/// What counts of a dictionary.
#[derive(Default)]
struct Dictionary<'a> {
    kind: Option<&'a [u8]>,
    /// The object that `Pages` names.
    pages: Option<u32>,
    count: Option<u32>,
    has_parent: bool,
    /// How many objects a stream of objects has, and where the first begins.
    objects: Option<u32>,
    first: Option<u32>,
}

impl<'a> Dictionary<'a> {
    /// Reads one; none where there is none, or where it is not whole.
    fn read(lexer: &mut Lexer<'a>) -> Option<Self> {
        if lexer.next()? != Token::Open {
            return None;
        }
        let mut dictionary = Self::default();
        loop {
            match lexer.next()? {
                Token::Close => return Some(dictionary),
                Token::Name(key) => dictionary.take(key, lexer)?,
                _ => return None,
            }
        }
    }

    fn is(&self, kind: &[u8]) -> bool {
        self.kind == Some(kind)
    }

    fn take(&mut self, key: &[u8], lexer: &mut Lexer<'a>) -> Option<()> {
        let before = lexer.at;
        let value = lexer.next()?;
        match (key, value) {
            (b"Type", Token::Name(kind)) => self.kind = Some(kind),
            (b"Count", Token::Number(count)) => self.count = Some(count),
            (b"N", Token::Number(objects)) => self.objects = Some(objects),
            (b"First", Token::Number(first)) => self.first = Some(first),
            (b"Pages", Token::Number(object)) => self.pages = Some(object),
            (b"Parent", _) => self.has_parent = true,
            _ => {}
        }
        lexer.at = before;
        lexer.skip_value()
    }
}

/// What a PDF is made of, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Open,
    Close,
    OpenList,
    CloseList,
    Name(&'a [u8]),
    Number(u32),
    /// A text, or a word such as `true` or `R`.
    Other(&'a [u8]),
}

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The bytes that it may still pass over.
    left: u64,
}

/// How deep dictionaries and lists may stand in each other.
const DEPTH: i32 = 32;

impl<'a> Lexer<'a> {
    /// Passes over one value: a reference takes three words.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0;
        loop {
            match self.next()? {
                Token::Open | Token::OpenList => depth += 1,
                Token::Close | Token::CloseList => depth -= 1,
                Token::Number(_) if depth == 0 => {
                    let after = self.at;
                    let reference = matches!(self.next(), Some(Token::Number(_)))
                        && self.next() == Some(Token::Other(b"R"));
                    if !reference {
                        self.at = after;
                    }
                }
                _ => {}
            }
            match depth {
                0 => return Some(()),
                1..=DEPTH => {}
                _ => return None,
            }
        }
    }

    /// The next one; none at the end, and once it has passed over all that it may.
    fn next(&mut self) -> Option<Token<'a>> {
        if self.left == 0 {
            return None;
        }
        let before = self.at;
        let token = self.token();
        self.left = self.left.saturating_sub((self.at - before) as u64);
        token
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.skip_blanks();
        let rest = self.bytes.get(self.at..)?;
        let (token, length) = match rest {
            [b'<', b'<', ..] => (Token::Open, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::OpenList, 1),
            [b']', ..] => (Token::CloseList, 1),
            [b'(', ..] => (Token::Other(b""), text_length(rest)),
            [b'<', ..] => (
                Token::Other(b""),
                find(rest, b">").map_or(rest.len(), |end| end + 1),
            ),
            [b'/', word @ ..] => {
                let length = word_length(word);
                (Token::Name(&word[..length]), length + 1)
            }
            [_, ..] => {
                let length = word_length(rest).max(1);
                (word(&rest[..length]), length)
            }
            [] => return None,
        };
        self.at += length;
        Some(token)
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                    self.at += end.unwrap_or(rest.len());
                }
                0 | b'\t' | b'\n' | 12 | b'\r' | b' ' => self.at += 1,
                _ => return,
            }
        }
    }
}

fn word(word: &[u8]) -> Token<'_> {
    let number = str::from_utf8(word).ok().and_then(|word| word.parse().ok());
    number.map_or(Token::Other(word), Token::Number)
}

/// How long a word is: up to a blank or a sign that begins something else.
fn word_length(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| {
        matches!(
            byte,
            0..=b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/' | b'%'
        )
    };
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// How long a text in brackets is, brackets within it included.
fn text_length(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn counted(bytes: &[u8]) -> Option<u32> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        pages(&file).unwrap()
    }

    const ROOT: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";

    #[test]
    fn the_root_that_the_last_catalogue_names_tells() {
        let plain = format!("{ROOT}2 0 obj<</Type/Pages/Kids[3 0 R]/Count 12>>endobj\n");
        assert_eq!(counted(plain.as_bytes()), Some(12));
        let branch = format!("{plain}4 0 obj <</Type /Pages /Parent 2 0 R /Count 5 >> endobj\n");
        assert_eq!(counted(branch.as_bytes()), Some(12));
        let signed = format!("{branch}2 0 obj <</Type /Pages /Kids [] /Count 13>> endobj\n");
        assert_eq!(
            counted(signed.as_bytes()),
            Some(13),
            "a later version of the root"
        );
    }

    #[test]
    fn objects_of_a_stream_are_read() {
        let objects = "<</Type/Catalog/Pages 8 0 R>> <</Count 3/Type/Pages/Kids[9 0 R]>>";
        let second = objects.find(" <<").unwrap() + 1;
        let table = format!("7 0 8 {second} ");
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(format!("{table}{objects}").as_bytes()).unwrap();
        let mut bytes = format!(
            "%PDF-1.5\n5 0 obj\n<</Type/ObjStm/N 2/First {}/Filter/FlateDecode>>\nstream\r\n",
            table.len()
        )
        .into_bytes();
        bytes.extend(packed.finish().unwrap());
        assert_eq!(counted(&bytes), Some(3));
    }

    /// A stream whose table names one place again and again, and objects that begin before the same text.
    #[test]
    fn what_is_passed_over_again_and_again_has_pages_that_are_not_known() {
        let table = "1 0 ".repeat(500_000);
        let long = format!("{table}<</Type/Pages/Count 2/A({})>>", "a".repeat(2_000_000));
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(long.as_bytes()).unwrap();
        let mut stream = format!(
            "{ROOT}2 0 obj<</Type/Pages/Count 2>>endobj\n5 0 obj<</Type/ObjStm/N 500000/First {}>>stream\n",
            table.len()
        )
        .into_bytes();
        stream.extend(packed.finish().unwrap());
        assert_eq!(counted(&stream), None);
        let nested = format!(
            "{ROOT}2 0 obj<</Type/Pages/Count 2>>endobj\n{}",
            "1 0 obj<</A 1 1( ".repeat(60_000)
        );
        assert_eq!(counted(nested.as_bytes()), None);
    }

    #[test]
    fn an_object_across_two_parts_is_read_once_whole() {
        let mut bytes = ROOT.as_bytes().to_vec();
        bytes.resize(STEP - 4, b' ');
        bytes.extend(b"2 0 obj <</Type /Pages /Kids [] /Count 2>> endobj");
        bytes.resize(3 * STEP, b' ');
        assert_eq!(counted(&bytes), Some(2));
    }

    #[test]
    fn what_is_broken_or_hostile_has_pages_that_are_not_known() {
        let texts = format!("{ROOT}{}", "1 0 obj<<(".repeat(200_000));
        let nested = format!("{ROOT}2 0 obj{}", "<</A".repeat(500_000));
        let absurd = format!("{ROOT}2 0 obj <</Type /Pages /Count 4000000000>>");
        for bytes in [
            "%PDF-1.7",
            ROOT,
            &texts,
            &nested,
            &absurd,
            "%PDF-\n1 0 obj <</Type /Pages /Count -1>>",
        ] {
            assert_eq!(counted(bytes.as_bytes()), None);
        }
    }
}
