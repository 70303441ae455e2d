//! Base 64 (RFC 4648 § 4), as texts carry it: broken into lines.

/// Whether a text is base 64: its digits come in fours, with padding at the end alone.
pub(crate) fn is_base64(value: &str) -> bool {
    let mut digits = 0_usize;
    let mut padding = 0_usize;
    for byte in value.bytes() {
        match byte {
            b'=' => padding += 1,
            _ if byte.is_ascii_whitespace() => {}
            _ if digit(byte).is_some() && padding == 0 => digits += 1,
            _ => return false,
        }
    }
    digits > 0 && padding < 3 && (digits + padding).is_multiple_of(4)
}

/// The text that base 64 stands for. `None`: it is no base 64, or what it stands for is no UTF-8.
pub(crate) fn text(value: &str) -> Option<String> {
    if !is_base64(value) {
        return None;
    }
    let mut bytes = Vec::with_capacity(value.len() / 4 * 3);
    let mut group = 0_u32;
    let mut count = 0_u32;
    for digit in value.bytes().filter_map(digit) {
        group = group << 6 | u32::from(digit);
        count += 1;
        if count == 4 {
            bytes.extend(group.to_be_bytes().iter().skip(1));
            (group, count) = (0, 0);
        }
    }
    // what is left of a group, padded with zeros
    let [_, first, second, _] = (group << (6 * (4 - count))).to_be_bytes();
    match count {
        2 => bytes.push(first),
        3 => bytes.extend([first, second]),
        _ => {}
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_what_is_left_of_them() {
        for (value, expected) in [
            ("Zm9n", Some("fog")),
            ("Zm9nIQ==", Some("fog!")),
            ("Zm9nISE=", Some("fog!!")),
            (" Zm9n\n IQ== ", Some("fog!")),
            ("w6k=", Some("é")),
            ("6Q==", None),
            ("Zm9", None),
            ("Zm=9", None),
            ("Zm9n!", None),
            ("", None),
        ] {
            assert_eq!(text(value).as_deref(), expected, "{value}");
        }
    }
}
