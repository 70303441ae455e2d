use crate::{Error, Outputs, Part, PartRole};

/// Bytes that are gathered before they are handed on.
const FLUSH_BYTES: usize = 64 << 10;

/// A buffer that has grown beyond this, for one large article, is given back.
const KEEP_BYTES: usize = 1 << 20;

/// The main part of an output, for formats that write one file an input: begun when it is first handed bytes, or
/// else at the end, and written in large pieces.
pub struct MainPart<'a> {
    out: Box<dyn Outputs + 'a>,
    extension: &'static str,
    begun: bool,
    buffer: Vec<u8>,
}

impl<'a> MainPart<'a> {
    /// The main part of `out`, named with `extension`.
    pub fn new(out: Box<dyn Outputs + 'a>, extension: &'static str) -> Self {
        Self { out, extension, begun: false, buffer: Vec::with_capacity(2 * FLUSH_BYTES) }
    }

    /// Where to append. Bytes in it count as written, unless they are taken back before the next call.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Hands the bytes on if enough are gathered. To be called after each record.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn settle(&mut self) -> Result<(), Error> {
        if self.buffer.len() >= FLUSH_BYTES { self.flush() } else { Ok(()) }
    }

    /// File name of the part. `None`: it has none, and there is no place for a file beside it.
    pub fn name(&self) -> Option<String> {
        self.out.main_name(self.extension)
    }

    /// Ends the part and writes a file beside it, named with `extension`. Nothing can be added to the part any more.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn sidecar(&mut self, extension: &str, bytes: &[u8]) -> Result<(), Error> {
        self.flush()?;
        let out = self.out.part(&Part { role: PartRole::Sidecar, extension, article: None })?;
        out.write_all(bytes).map_err(|error| Error::io("cannot write the output", error))
    }

    /// Hands on what is left and closes the output. A part is begun even if nothing was written.
    ///
    /// # Errors
    /// When it cannot be written or closed.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.flush()?;
        self.out.close()
    }

    fn flush(&mut self) -> Result<(), Error> {
        if !self.begun {
            self.out.part(&Part { role: PartRole::Main, extension: self.extension, article: None })?;
            self.begun = true;
        }
        if let Some(out) = self.out.current() {
            out.write_all(&self.buffer).map_err(|error| Error::io("cannot write the output", error))?;
        }
        self.buffer.clear();
        self.buffer.shrink_to(KEEP_BYTES);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Memory;

    #[test]
    fn nothing_is_a_part_too() {
        let mut memory = Memory::default();
        MainPart::new(Box::new(&mut memory), "csv").finish().unwrap();
        assert_eq!(memory.parts().collect::<Vec<_>>(), [("main.csv", b"".as_slice())]);
    }

    #[test]
    fn a_file_may_stand_beside_it() {
        let mut memory = Memory::default();
        let mut part = MainPart::new(Box::new(&mut memory), "csv");
        assert_eq!(part.name().as_deref(), Some("main.csv"));
        part.buffer().extend_from_slice(b"a");
        part.sidecar("csv-metadata.json", b"{}").unwrap();
        part.finish().unwrap();
        drop(part);
        let parts: Vec<_> = memory.parts().collect();
        assert_eq!(parts, [("main.csv", b"a".as_slice()), ("main.csv-metadata.json", b"{}".as_slice())]);
    }

    #[test]
    fn large_pieces_are_handed_on() {
        let mut memory = Memory::default();
        let mut part = MainPart::new(Box::new(&mut memory), "csv");
        for _ in 0..3 {
            part.buffer().resize(FLUSH_BYTES, b'x');
            part.settle().unwrap();
            assert!(part.buffer().is_empty());
        }
        part.finish().unwrap();
        drop(part);
        assert_eq!(memory.parts().map(|(_, bytes)| bytes.len()).sum::<usize>(), 3 * FLUSH_BYTES);
    }
}
