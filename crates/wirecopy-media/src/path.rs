use wirecopy_body::plain_text_of;
use wirecopy_model::Article;

/// A name has at most so many characters before its extension.
const MOST: usize = 60;

/// The folder for the files of an article: the words of its title and a hash of its id, so that two articles of one title have
/// two folders.
///
/// ```
/// use wirecopy_media::folder_name;
/// use wirecopy_model::{Article, Headline, HeadlineRole};
///
/// let headlines = vec![Headline::plain(HeadlineRole::Main, "Ferry \"Ida\": back in service")];
/// assert_eq!(folder_name(&Article { headlines, ..Article::default() }), "ferry-ida-back-in-service-ecba3d");
/// ```
pub fn folder_name(article: &Article) -> String {
    let title = article.headline().map(|headline| plain_text_of(&headline.text)).unwrap_or_default();
    let slug = safe(&title.to_lowercase().replace('.', " "));
    let stated = article.id.as_ref().map(|id| id.value.as_str()).or_else(|| article.url());
    let position = article.position.map(|position| position.to_string()).unwrap_or_default();
    let hash = match stated {
        Some(id) => short_hash(&[id]),
        None => short_hash(&[&article.source, &position]),
    };
    if slug.is_empty() { format!("article-{hash}") } else { format!("{slug}-{hash}") }
}

/// Where to keep a file: `FOLDER/NAME`. `is_taken` says whether another file has the path, which it is given in lower case;
/// the name gets a hash of the address then. It must not say so of every path. `media_type` gives an extension to a name that has none.
///
/// ```
/// use wirecopy_media::suggested_path;
///
/// let path = |url| suggested_path("quay", url, Some("image/png"), &mut |_| false);
/// assert_eq!(path("https://example.org/a/..%2f%2E%2Fetc/pass%20wd"), "quay/pass-wd.png");
/// assert_eq!(path("https://example.org/CON.jpg"), "quay/n-CON.jpg");
/// assert_eq!(path("https://example.org/"), "quay/file.png");
/// ```
pub fn suggested_path(
    folder: &str,
    url: &str,
    media_type: Option<&str>,
    is_taken: &mut dyn FnMut(&str) -> bool,
) -> String {
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let last = path.split_once('/').map_or("", |(_, path)| path).rsplit('/').next().unwrap_or_default();
    // a name may hold an escaped slash: only what is behind it counts
    let decoded = decoded(last);
    let name = decoded.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_extension =
        |text: &&str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (stem, extension) = match name.rsplit_once('.').filter(|(_, extension)| is_extension(extension)) {
        Some((stem, extension)) => (stem, Some(extension)),
        None => (name, media_type.and_then(extension_of)),
    };
    let mut stem = safe(stem);
    if stem.is_empty() {
        "file".clone_into(&mut stem);
    }
    let device = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = device.strip_prefix("com").or_else(|| device.strip_prefix("lpt"));
    if matches!(device.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|rest| rest.len() == 1)
    {
        stem.insert_str(0, "n-");
    }
    let extension = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
    let mut path = format!("{folder}/{stem}{extension}");
    let mut attempt = String::new();
    while is_taken(&path.to_ascii_lowercase()) {
        path = format!("{folder}/{stem}-{}{extension}", short_hash(&[url, &attempt]));
        attempt.push('+');
    }
    path
}

/// ASCII letters, digits, `_` and `.` within, `-` for all else; never long, never with a mark at its ends.
fn safe(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') && !safe.ends_with('.') {
            safe.push(c);
        } else if !safe.ends_with('-') && !matches!(c, '\'' | '’') {
            safe.push('-');
        }
    }
    let trimmed = safe.trim_matches(['-', '.', '_']);
    let cut = trimmed.get(..MOST).unwrap_or(trimmed);
    cut.trim_matches(['-', '.', '_']).to_owned()
}

/// Percent escapes resolved; what is no UTF-8 then is left out.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digits = (ahead.next().and_then(digit), ahead.next().and_then(digit));
        if let (b'%', (Some(high), Some(low))) = (byte, digits) {
            bytes.push(high * 16 + low);
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).replace(char::REPLACEMENT_CHARACTER, "-")
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The usual extension of a media type.
fn extension_of(media_type: &str) -> Option<&'static str> {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match media_type.as_str() {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        "audio/mpeg" | "audio/mp3" => "mp3",
        "audio/mp4" | "audio/x-m4a" => "m4a",
        "audio/ogg" => "ogg",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        "application/pdf" => "pdf",
        _ => return None,
    })
}

/// Six hexadecimal digits that are the same on every machine and in every version (FNV-1a, spread).
fn short_hash(texts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in texts.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // ids often differ in their last sign alone: spread it
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    format!("{:06x}", (hash ^ (hash >> 33)) >> 40)
}
