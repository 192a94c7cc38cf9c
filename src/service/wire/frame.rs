//! Frames on a Unix socket, and values in them: a length in four bytes, big end first, and JSON.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The bytes of a frame's length.
pub const LENGTH: usize = 4;

/// The length that a frame says it has.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where it is longer than `limit`.
pub fn length(bytes: [u8; LENGTH], limit: usize) -> io::Result<usize> {
    usize::try_from(u32::from_be_bytes(bytes))
        .ok()
        .filter(|length| *length <= limit)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "une trame est trop longue"))
}

/// The whole frame of a value.
///
/// # Errors
///
/// [`io::ErrorKind::FileTooLarge`] where the value is longer than `limit`.
pub fn encode(value: &impl Serialize, limit: usize) -> io::Result<Vec<u8>> {
    let mut frame = Bounded {
        bytes: vec![0; LENGTH],
        limit,
    };
    serde_json::to_writer(&mut frame, value)?;
    let mut bytes = frame.bytes;
    let length = u32::try_from(bytes.len() - LENGTH).map_err(io::Error::other)?;
    bytes[..LENGTH].copy_from_slice(&length.to_be_bytes());
    Ok(bytes)
}

/// Bytes of a value of which there are never more than a limit, after those of its length.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LENGTH + self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the value of a frame, its length left off.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where the frame holds no such value.
pub fn decode<T: DeserializeOwned>(frame: &[u8]) -> io::Result<T> {
    serde_json::from_slice(frame).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "trame illisible"))
}
