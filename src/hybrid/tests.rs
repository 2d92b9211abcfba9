use super::*;
use age_core::primitives::bech32_encode;
use bech32::Hrp;

fn stanza(to: &HybridRecipient) -> Stanza {
    let key = FileKey::new(Box::new([7; FILE_KEY_BYTES]));
    let (mut stanzas, labels) = age::Recipient::wrap_file_key(to, &key).expect("wrapped");
    assert_eq!(labels, HashSet::from(["postquantum".to_owned()]));
    stanzas.remove(0)
}

fn key_of(bytes: &[u8]) -> Result<HybridRecipient, HybridError> {
    bech32_encode(Hrp::parse_unchecked("age1pq"), bytes).parse()
}

#[test]
fn opens_its_own_and_leaves_others_alone() {
    let (ours, theirs) = (HybridIdentity::generate(), HybridIdentity::generate());
    let stanza = stanza(&ours.recipient());
    let key = age::Identity::unwrap_stanza(&ours, &stanza).expect("ours").expect("opened");
    assert_eq!(key.expose_secret(), &[7; FILE_KEY_BYTES]);
    assert!(age::Identity::unwrap_stanza(&theirs, &stanza).is_none());
}

#[test]
fn texts_come_back() {
    let identity = HybridIdentity::generate();
    let recipient = identity.recipient().to_string();
    assert_eq!(recipient.len(), 1959);
    assert_eq!(recipient.parse(), Ok(identity.recipient()));
    let again: HybridIdentity = identity.secret_text().parse().expect("an identity");
    assert_eq!(again.recipient(), identity.recipient());
    assert!(identity.secret_text().starts_with("AGE-SECRET-KEY-PQ-1"));
}

#[test]
fn refuses_texts_that_are_no_key() {
    let recipient = HybridIdentity::generate().recipient().to_string();
    let refused = |text: &str| text.parse::<HybridRecipient>().expect_err("refused");
    assert_eq!(refused(&recipient.to_uppercase()), HybridError::Beginning);
    assert_eq!(refused("age1qqqq"), HybridError::Beginning);
    assert_eq!(refused(&recipient[..1958]), HybridError::Checksum);
    let wrong = if recipient.ends_with('q') { "p" } else { "q" };
    assert_eq!(refused(&format!("{}{wrong}", &recipient[..1958])), HybridError::Checksum);
    assert_eq!(key_of(&[9; 1215]), Err(HybridError::Length));
    let secret = HybridIdentity::generate().secret_text();
    assert!(secret.to_lowercase().parse::<HybridIdentity>().is_err());
    assert!(secret[..secret.len() - 1].parse::<HybridIdentity>().is_err());
}

/// The crate reduces such numbers and goes on, the browser refuses them.
#[test]
fn refuses_numbers_past_the_modulus() {
    let mut bytes = HybridIdentity::generate().recipient().0.to_bytes();
    assert!(key_of(&bytes).is_ok());
    bytes[..3].fill(0xff);
    assert_eq!(key_of(&bytes), Err(HybridError::Invalid));
}

#[test]
fn refuses_points_of_low_order() {
    let mut bytes = HybridIdentity::generate().recipient().0.to_bytes();
    bytes[1184..].fill(0);
    assert_eq!(key_of(&bytes), Err(HybridError::Invalid));
    bytes[1184] = 1;
    assert_eq!(key_of(&bytes), Err(HybridError::Invalid));
}

#[test]
fn a_stanza_that_is_not_built_right_spoils_the_header() {
    let identity = HybridIdentity::generate();
    let spoilt = |change: fn(&mut Stanza)| {
        let mut stanza = stanza(&identity.recipient());
        change(&mut stanza);
        let unwrapped = age::Identity::unwrap_stanza(&identity, &stanza);
        assert!(matches!(unwrapped, Some(Err(DecryptError::InvalidHeader))));
    };
    spoilt(|stanza| stanza.args.clear());
    spoilt(|stanza| stanza.args.push("more".to_owned()));
    spoilt(|stanza| stanza.args[0].push('='));
    spoilt(|stanza| stanza.args[0].truncate(1490));
    spoilt(|stanza| stanza.body.push(0));
    spoilt(|stanza| stanza.body.truncate(31));
}
