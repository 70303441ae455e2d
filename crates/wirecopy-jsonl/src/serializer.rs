//! A serializer that writes compact JSON into a byte vector: the same bytes as `serde_json`, faster, and bounded
//! in depth.
//!
//! The time of an export goes into strings, and `serde_json` looks at them byte by byte. Here [`write_string`]
//! looks at eight at a time. All goes to the end of one vector, so the only failures are a depth that no reader
//! would accept and values that no type of the model has.

use std::fmt;

use serde::{Serialize, ser};

use crate::string::write_string;

/// `serde_json` reads no deeper than this; what is deeper must not be written.
pub(crate) const MAX_DEPTH: u8 = 127;

/// Writes values to the end of a byte vector.
pub(crate) struct JsonWriter<'o> {
    out: &'o mut Vec<u8>,
    depth: u8,
}

impl<'o> JsonWriter<'o> {
    pub(crate) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, depth: 0 }
    }

    fn open(&mut self, bracket: u8) -> Result<(), WriteError> {
        if self.depth == MAX_DEPTH {
            return Err(WriteError::Depth);
        }
        self.depth += 1;
        self.out.push(bracket);
        Ok(())
    }

    fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        self.out.push(bracket);
    }

    fn unsigned(&mut self, value: u64) {
        let mut digits = [0; 20];
        let mut rest = value;
        let mut used = 0;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            used += 1;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(digits.get(20 - used..).unwrap_or_default());
    }

    fn key(&mut self, key: &'static str) {
        // names of fields and variants are identifiers: there is nothing to escape in them
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
    }
}

/// Why a value cannot be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WriteError {
    /// It nests deeper than [`MAX_DEPTH`].
    Depth,
    /// It says so itself, or JSON has no such value.
    Value(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "it nests deeper than {MAX_DEPTH} levels"),
            Self::Value(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for WriteError {}

impl ser::Error for WriteError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Value(message.to_string())
    }
}

macro_rules! integers {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), WriteError> {
            self.unsigned(u64::from(value));
            Ok(())
        })*
    };
    (signed $($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), WriteError> {
            if value < 0 {
                self.out.push(b'-');
            }
            self.unsigned(i64::from(value).unsigned_abs());
            Ok(())
        })*
    };
}

impl<'w, 'o> ser::Serializer for &'w mut JsonWriter<'o> {
    type Ok = ();
    type Error = WriteError;
    type SerializeSeq = Compound<'w, 'o>;
    type SerializeTuple = Compound<'w, 'o>;
    type SerializeTupleStruct = Compound<'w, 'o>;
    type SerializeTupleVariant = Compound<'w, 'o>;
    type SerializeMap = Compound<'w, 'o>;
    type SerializeStruct = Compound<'w, 'o>;
    type SerializeStructVariant = Compound<'w, 'o>;

    integers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);
    integers!(signed serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);

    fn serialize_bool(self, value: bool) -> Result<(), WriteError> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), WriteError> {
        serde_json::to_writer(&mut *self.out, &value).map_err(ser::Error::custom)
    }

    fn serialize_f64(self, value: f64) -> Result<(), WriteError> {
        serde_json::to_writer(&mut *self.out, &value).map_err(ser::Error::custom)
    }

    fn serialize_char(self, value: char) -> Result<(), WriteError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), WriteError> {
        write_string(value, self.out);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), WriteError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), WriteError> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), WriteError> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), WriteError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), WriteError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.open(b'{')?;
        self.key(variant);
        value.serialize(&mut *self)?;
        self.close(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'w, 'o>, WriteError> {
        self.open(b'[')?;
        Ok(Compound { writer: self, first: true, ends: b"]" })
    }

    fn serialize_tuple(self, length: usize) -> Result<Compound<'w, 'o>, WriteError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Compound<'w, 'o>, WriteError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w, 'o>, WriteError> {
        self.open(b'{')?;
        self.key(variant);
        self.open(b'[')?;
        Ok(Compound { writer: self, first: true, ends: b"]}" })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'w, 'o>, WriteError> {
        self.open(b'{')?;
        Ok(Compound { writer: self, first: true, ends: b"}" })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'w, 'o>, WriteError> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w, 'o>, WriteError> {
        self.open(b'{')?;
        self.key(variant);
        self.open(b'{')?;
        Ok(Compound { writer: self, first: true, ends: b"}}" })
    }
}

/// An array or object that is being written.
pub(crate) struct Compound<'w, 'o> {
    writer: &'w mut JsonWriter<'o>,
    first: bool,
    ends: &'static [u8],
}

impl Compound<'_, '_> {
    fn comma(&mut self) {
        if !self.first {
            self.writer.out.push(b',');
        }
        self.first = false;
    }

    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), WriteError> {
        self.comma();
        value.serialize(&mut *self.writer)
    }

    fn field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), WriteError> {
        self.comma();
        self.writer.key(key);
        value.serialize(&mut *self.writer)
    }

    fn finish(self) {
        for &bracket in self.ends {
            self.writer.close(bracket);
        }
    }
}

macro_rules! compounds {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for Compound<'_, '_> {
            type Ok = ();
            type Error = WriteError;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), WriteError> {
                self.element(value)
            }

            fn end(self) -> Result<(), WriteError> {
                self.finish();
                Ok(())
            }
        })*
    };
    (named $($trait:ident),*) => {
        $(impl ser::$trait for Compound<'_, '_> {
            type Ok = ();
            type Error = WriteError;

            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), WriteError> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), WriteError> {
                self.finish();
                Ok(())
            }
        })*
    };
}

compounds!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);
compounds!(named SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), WriteError> {
        self.comma();
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.out.get(start) == Some(&b'"') {
            Ok(())
        } else {
            Err(WriteError::Value("a key must be a string".to_owned()))
        }
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), WriteError> {
        self.writer.out.push(b':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), WriteError> {
        self.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        New(u8),
        Pair(i8, Option<bool>),
        Named { left: f64, right: () },
    }

    fn check(value: &impl Serialize) {
        let mut out = Vec::new();
        value.serialize(&mut JsonWriter::new(&mut out)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn all_shapes_are_as_serde_json_has_them() {
        check(&[Shape::Unit, Shape::New(200), Shape::Pair(-128, Some(true)), Shape::Pair(0, None)]);
        check(&Shape::Named { left: 0.125, right: () });
        check(&(u64::MAX, i64::MIN, 0_u16, f64::NAN, 1.0_f32, 'é', "a\"b", b"\x00\xff".as_slice()));
        check(&BTreeMap::from([("a\nb", Vec::new()), ("c", vec![1, 2])]));
        check(&BTreeMap::<String, u8>::new());
    }

    #[test]
    fn depth_ends_where_readers_give_up() {
        let nested = |levels: u8| {
            let text = "[".repeat(levels.into()) + &"]".repeat(levels.into());
            let mut out = Vec::new();
            let read = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let mut value = serde_json::Value::Array(Vec::new());
            for _ in 1..levels {
                value = serde_json::Value::Array(vec![value]);
            }
            (value.serialize(&mut JsonWriter::new(&mut out)).is_ok(), read)
        };
        assert_eq!(nested(MAX_DEPTH), (true, true));
        assert_eq!(nested(MAX_DEPTH + 1), (false, false));
    }

    #[test]
    fn keys_are_strings() {
        let mut out = Vec::new();
        let error = BTreeMap::from([(1, 2)]).serialize(&mut JsonWriter::new(&mut out)).unwrap_err();
        assert_eq!(error, WriteError::Value("a key must be a string".to_owned()));
    }
}
