//! Zip archives of strangers: looked at before they are opened, read with limits.

use std::io::{BufReader, Read, Seek, SeekFrom};

use app::domain::error::FileRefusal;
use zip::ZipArchive;

use super::wire::Fault;

/// What an archive may hold (C-44).
#[derive(Clone, Copy, Debug)]
pub struct ArchiveLimits {
    /// Entries.
    pub entries: u64,
    /// Bytes of all entries when unpacked.
    pub total: u64,
    /// How many times larger it may become.
    pub ratio: u64,
}

impl ArchiveLimits {
    /// For a document that is an archive.
    pub const OFFICE: Self = Self { entries: 1_000, total: 200 << 20, ratio: 100 };
    /// For an archive as such: it may hold what may be uploaded, but no more entries than a person looks through.
    pub const ARCHIVE: Self = Self { entries: 10_000, total: 4 << 30, ratio: 100 };
}

/// Bytes of the end record, and of the longest comment after it (APPNOTE.TXT 4.3.16).
const END_RECORD: u64 = 22;
const COMMENT: u64 = 65_535;
/// Bytes of the fixed part of an entry in the directory (4.3.12).
const ENTRY: usize = 46;
/// Small archives may shrink a lot without being a danger.
const HARMLESS: u64 = 10 << 20;

/// Names in the directory of an archive.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Names as they are stored, in whatever encoding.
    pub names: Vec<Vec<u8>>,
}

impl Directory {
    /// Whether an entry of this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|found| found == name.as_bytes())
    }

    /// Whether an entry has macros in it.
    pub fn has_macros(&self) -> bool {
        self.names.iter().any(|name| name.ends_with(b"vbaProject.bin"))
    }
}

/// Reads only the directory of a zip, in memory bounded by the limits, and judges it by what it declares.
///
/// # Errors
/// [`FileRefusal::Broken`] when there is no directory or it is inconsistent, [`FileRefusal::Bomb`] when it declares
/// more than the limits.
pub fn check_directory(file: &mut (impl Read + Seek), limits: ArchiveLimits) -> Result<Directory, FileRefusal> {
    let broken = |_| FileRefusal::Broken;
    let length = file.seek(SeekFrom::End(0)).map_err(broken)?;
    let tail_at = length.saturating_sub(END_RECORD + COMMENT);
    file.seek(SeekFrom::Start(tail_at)).map_err(broken)?;
    let mut tail = Vec::new();
    file.by_ref().take(END_RECORD + COMMENT).read_to_end(&mut tail).map_err(broken)?;
    let end = tail.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").ok_or(FileRefusal::Broken)?;
    let end = tail.get(end..).unwrap_or_default();
    let entries = u64::from(number16(end, 10)?);
    let (size, offset) = (u64::from(number32(end, 12)?), u64::from(number32(end, 16)?));
    // 0xFFFF and 0xFFFFFFFF announce Zip64, which is for archives beyond these limits.
    if entries > limits.entries || size == u64::from(u32::MAX) || offset == u64::from(u32::MAX) {
        return Err(FileRefusal::Bomb);
    }
    if offset + size > length || size > entries * 70_000 {
        return Err(FileRefusal::Broken);
    }
    file.seek(SeekFrom::Start(offset)).map_err(broken)?;
    let mut directory = Vec::new();
    file.by_ref().take(size).read_to_end(&mut directory).map_err(broken)?;
    walk(&directory, entries, limits)
}

fn walk(mut rest: &[u8], entries: u64, limits: ArchiveLimits) -> Result<Directory, FileRefusal> {
    let mut found = Directory::default();
    let mut total = 0_u64;
    for _ in 0..entries {
        if rest.get(..4) != Some(b"PK\x01\x02") {
            return Err(FileRefusal::Broken);
        }
        let (packed, unpacked) = (u64::from(number32(rest, 20)?), u64::from(number32(rest, 24)?));
        let name = usize::from(number16(rest, 28)?);
        let skip = ENTRY + name + usize::from(number16(rest, 30)?) + usize::from(number16(rest, 32)?);
        total += unpacked;
        if total > limits.total || (unpacked > HARMLESS && unpacked / packed.max(1) > limits.ratio) {
            return Err(FileRefusal::Bomb);
        }
        found.names.push(rest.get(ENTRY..ENTRY + name).ok_or(FileRefusal::Broken)?.to_vec());
        rest = rest.get(skip..).ok_or(FileRefusal::Broken)?;
    }
    Ok(found)
}

fn number16(bytes: &[u8], at: usize) -> Result<u16, FileRefusal> {
    let bytes = bytes.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or(FileRefusal::Broken)
}

fn number32(bytes: &[u8], at: usize) -> Result<u32, FileRefusal> {
    let bytes = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or(FileRefusal::Broken)
}

/// An office document, opened.
pub(super) struct Package<R> {
    zip: ZipArchive<R>,
    left: u64,
}

impl<R: Read + Seek> Package<R> {
    /// Opens a document after looking at its directory.
    pub fn open(mut file: R) -> Result<Self, Fault> {
        let mut magic = [0; 4];
        file.seek(SeekFrom::Start(0))?;
        let read = file.read(&mut magic)?;
        // A document with a password is an OLE container, not a zip.
        if magic.get(..read) == Some(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Fault::Encrypted);
        }
        let limits = ArchiveLimits::OFFICE;
        check_directory(&mut file, limits).map_err(|refusal| Fault::Broken(format!("{refusal:?}")))?;
        file.seek(SeekFrom::Start(0))?;
        let zip = ZipArchive::new(file).map_err(|error| Fault::Broken(error.to_string()))?;
        Ok(Self { zip, left: limits.total })
    }

    /// The names of all parts that begin so, in the order of the numbers in them.
    pub fn names(&self, prefix: &str, suffix: &str) -> Vec<String> {
        let names = self.zip.file_names_raw().filter_map(|name| std::str::from_utf8(name).ok());
        let mut names: Vec<String> =
            names.filter(|name| name.starts_with(prefix) && name.ends_with(suffix)).map(str::to_owned).collect();
        names.sort_by_key(|name| (number_in(name), name.clone()));
        names
    }

    /// Reads a part, if it exists, through `act`. What it unpacks counts, whatever the directory said.
    pub fn part<T>(
        &mut self,
        name: &str,
        act: impl FnOnce(&mut dyn std::io::BufRead) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(Fault::Broken(error.to_string())),
        };
        let mut reader = BufReader::new(entry.take(self.left));
        let result = act(&mut reader);
        self.left = reader.into_inner().limit();
        if self.left == 0 { Err(Fault::Broken("unpacks to too much".to_owned())) } else { result.map(Some) }
    }
}

/// The last number in a name: 12 for `slide12.xml`.
pub(super) fn number_in(name: &str) -> u32 {
    let end = name.trim_end_matches(|ch: char| !ch.is_ascii_digit());
    let digits = end.trim_start_matches(|ch: char| !ch.is_ascii_digit());
    let digits = digits.rsplit(|ch: char| !ch.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
