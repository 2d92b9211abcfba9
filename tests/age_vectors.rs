//! C2SP's public test vectors for the age format (<https://c2sp.org/CCTV/age>),
//! each with its exact class of failure. The browser's bundle runs the same
//! (`browser/test/age-vectors.test.ts`), from the same npm package.
#![cfg(feature = "courier")]
#![allow(clippy::expect_used, clippy::panic)]

use age::armor::{ArmoredReadError, ArmoredReader};
use age::{DecryptError, Decryptor, Identity, scrypt, x25519};
use my_review::age_header::{header_length, stanzas_end};
use my_review::hybrid::HybridIdentity;
use my_review::seal::{Identities, OpenError, open};
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::Path;

/// How many there are in the version of `cctv-age` that the lock file names.
const VECTORS: usize = 143;

/// What an armoured file begins with, after white space.
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

#[derive(Default)]
struct Vector {
    name: String,
    expect: String,
    payload: Option<String>,
    identities: Vec<String>,
    passphrases: Vec<String>,
    armored: bool,
    file: Vec<u8>,
}

/// The vectors out of the npm package, which holds each as a line of base64
/// below a comment with its name.
fn vectors() -> Vec<Vector> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/node_modules/cctv-age");
    let script = std::fs::read_to_string(package.join("index.js")).unwrap_or_else(|error| {
        panic!(
            "The vectors are not there ({error}). Run `npm ci` in browser/, as `make test` does."
        )
    });
    let mut name = "";
    let mut all = Vec::new();
    for line in script.lines() {
        if let Some(found) = line.strip_prefix("// ../testdata/") {
            name = found;
        } else if let Some((_, rest)) = line.split_once(" = __toBinary(\"") {
            let text = rest.strip_suffix("\");").expect("one line a vector");
            let bytes = data_encoding::BASE64.decode(text.as_bytes()).expect("base64");
            all.push(vector(name, &bytes));
        }
    }
    assert_eq!(all.len(), VECTORS, "the number of vectors in the package");
    all
}

fn vector(name: &str, bytes: &[u8]) -> Vector {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").expect("an empty line");
    let head = std::str::from_utf8(&bytes[..end]).expect("a header in UTF-8");
    let mut vector =
        Vector { name: name.to_owned(), file: bytes[end + 2..].to_vec(), ..Vector::default() };
    let mut compressed = false;
    for line in head.lines() {
        let (key, value) = line.split_once(": ").expect("key: value");
        let value = value.to_owned();
        match key {
            "expect" => vector.expect = value,
            "payload" => vector.payload = Some(value),
            "identity" => vector.identities.push(value),
            "passphrase" => vector.passphrases.push(value),
            "armored" => vector.armored = value == "yes",
            "compressed" => compressed = value == "zlib",
            "file key" | "comment" => {}
            other => panic!("{name}: an unknown key, {other}"),
        }
    }
    if compressed {
        let mut whole = Vec::new();
        flate2::read::ZlibDecoder::new(&vector.file[..]).read_to_end(&mut whole).expect("zlib");
        vector.file = whole;
    }
    vector
}

fn identities(vector: &Vector) -> Vec<Box<dyn Identity>> {
    let keys = vector.identities.iter().map(|text| -> Box<dyn Identity> {
        match text.parse::<HybridIdentity>() {
            Ok(identity) => Box::new(identity),
            Err(_) => Box::new(text.parse::<x25519::Identity>().expect("an identity")),
        }
    });
    let passphrases = vector.passphrases.iter().map(|text| -> Box<dyn Identity> {
        let mut identity = scrypt::Identity::new(text.clone().into());
        identity.set_max_work_factor(16);
        Box::new(identity)
    });
    keys.chain(passphrases).collect()
}

/// The class of the outcome, and what came out before it.
fn outcome(vector: &Vector) -> (&'static str, Option<Vec<u8>>) {
    let identities = identities(vector);
    // Three things the courier does before the crate sees a file, because the
    // crate alone (0.12.1) departs from the vectors: it takes what has no armour
    // for binary (armor_garbage_leading, _lowercase, _whitespace_begin,
    // _wrong_type), does not skip white space (armor_whitespace_outside), and
    // lets unended stanzas through (stanza_missing_body, _final_line).
    let file = if vector.armored { vector.file.trim_ascii_start() } else { &vector.file };
    if vector.armored && !file.starts_with(ARMOR) {
        return ("armor failure", None);
    }
    if header_length(file).is_ok_and(|length| !stanzas_end(&file[..length])) {
        return ("header failure", None);
    }
    let source: Box<dyn io::BufRead> =
        if vector.armored { Box::new(ArmoredReader::new(file)) } else { Box::new(file) };
    let decryptor = Decryptor::new_buffered(source);
    let stream = decryptor.and_then(|one| one.decrypt(identities.iter().map(|one| &**one)));
    let mut stream = match stream {
        Ok(stream) => stream,
        Err(error) => return (class(&error), None),
    };
    let mut out = Vec::new();
    match stream.read_to_end(&mut out) {
        Ok(_) => ("success", Some(out)),
        Err(error) if of_armor(&error) => ("armor failure", None),
        Err(_) => ("payload failure", Some(out)),
    }
}

fn class(error: &DecryptError) -> &'static str {
    match error {
        // The last of these is a passphrase that does not fit.
        DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed
        | DecryptError::DecryptionFailed => "no match",
        DecryptError::InvalidMac => "HMAC failure",
        DecryptError::Io(error) if of_armor(error) => "armor failure",
        // Header, unknown version, too much work, and the end of the file.
        _ => "header failure",
    }
}

fn of_armor(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ArmoredReadError>)
}

#[test]
fn every_vector_ends_as_it_should() {
    let mut wrong = Vec::new();
    for vector in vectors() {
        let (class, payload) = outcome(&vector);
        if class != vector.expect {
            wrong.push(format!("{}: {class} in place of {}", vector.name, vector.expect));
        }
        if let (Some(payload), Some(expected)) = (payload, &vector.payload) {
            let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&payload));
            assert_eq!(&hash, expected, "{}: what came out", vector.name);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The courier's own way in: the same files succeed, and no others.
#[test]
fn the_courier_opens_what_should_open_and_nothing_else() {
    let mut opened = 0;
    for vector in vectors() {
        let mut keys = Identities::default();
        for identity in &vector.identities {
            keys.add_file(identity.as_bytes(), || unreachable!()).expect("an identity");
        }
        let expected = match &*vector.expect {
            // Nobody posts these to a letterbox: it takes binary files for keys.
            _ if vector.armored => Err(None),
            _ if !vector.passphrases.is_empty() => Err(None),
            "success" => Ok(()),
            "no match" => Err(Some(OpenError::NotForUs)),
            _ => Err(None),
        };
        match (open(&vector.file, &keys), expected) {
            (Ok(payload), Ok(())) => {
                let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&*payload));
                assert_eq!(Some(hash), vector.payload, "{}", vector.name);
                opened += 1;
            }
            (Err(_), Err(None)) => {}
            (Err(error), Err(Some(expected))) => assert_eq!(error, expected, "{}", vector.name),
            (found, expected) => {
                panic!("{}: {:?} in place of {expected:?}", vector.name, found.map(|all| all.len()))
            }
        }
    }
    assert_eq!(opened, 18);
}
