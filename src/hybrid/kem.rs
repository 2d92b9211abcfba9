//! The key encapsulation that HPKE calls `MLKEM768-X25519` (0x647a), also known
//! as X-Wing (draft-connolly-cfrg-xwing-kem).
//!
//! A private key is a seed of 32 bytes; SHAKE256 stretches it into the seeds of
//! the ML-KEM-768 and the X25519 key. The shared secret is the SHA3-256 of both
//! secrets, the X25519 share, the X25519 public key and a label.

use hpke::kem::SharedSecret;
use hpke::{Deserializable, HpkeError, Serializable};
use ml_kem::kem::{Decapsulate, Encapsulate};
use ml_kem::{Ciphertext, Encoded, EncodedSizeUser, KemCore, MlKem768};
use rand_core::{CryptoRng, RngCore};
use sha3::digest::consts::{U32, U64, U96, U128, U1024};
use sha3::digest::typenum::{Sum, Unsigned};
use sha3::digest::{Digest, ExtendableOutput, Update, XofReader};
use sha3::{Sha3_256, Shake256};
use subtle::ConstantTimeEq;
use x25519_dalek::{EphemeralSecret, PublicKey as X25519Public, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

/// The length of a private key, in bytes.
pub(super) const SEED: usize = 32;

/// The length of an X25519 public key or share, in bytes.
const X25519: usize = 32;

/// 1184 bytes of ML-KEM-768 and 32 of X25519.
type PublicSize = Sum<U1024, Sum<U128, U64>>;

/// 1088 bytes of ML-KEM-768 and 32 of X25519.
type EncappedSize = Sum<U1024, U96>;

/// X-Wing's label.
const LABEL: &[u8] = br"\.//^\";

type MlKemSecret = <MlKem768 as KemCore>::DecapsulationKey;
type MlKemPublic = <MlKem768 as KemCore>::EncapsulationKey;

/// A key with both of its halves; each half wipes itself when it is dropped.
#[derive(Clone)]
pub(super) struct PrivateKey {
    seed: Zeroizing<[u8; SEED]>,
    ml_kem: MlKemSecret,
    x25519: StaticSecret,
    public: PublicKey,
}

/// Both public keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PublicKey {
    ml_kem: MlKemPublic,
    x25519: X25519Public,
}

/// What travels in the stanza.
#[derive(Clone)]
pub(super) struct EncappedKey {
    ml_kem: Ciphertext<MlKem768>,
    x25519: X25519Public,
}

/// The scheme, for HPKE.
pub(super) struct MlKem768X25519;

impl PrivateKey {
    pub(super) fn generate(random: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut seed = Zeroizing::new([0; SEED]);
        random.fill_bytes(seed.as_mut());
        Self::expand(seed)
    }

    pub(super) fn seed(&self) -> &[u8; SEED] {
        &self.seed
    }

    pub(super) fn public(&self) -> &PublicKey {
        &self.public
    }

    fn expand(seed: Zeroizing<[u8; SEED]>) -> Self {
        let mut stretched = Shake256::default().chain(seed.as_slice()).finalize_xof();
        let mut part = || {
            let mut part = Zeroizing::new([0; 32]);
            stretched.read(part.as_mut());
            part
        };
        let (d, z, x25519) = (part(), part(), part());
        let (mut d, mut z) = ((*d).into(), (*z).into());
        let (ml_kem, ml_kem_public) = MlKem768::generate_deterministic(&d, &z);
        d.as_mut_slice().zeroize();
        z.as_mut_slice().zeroize();
        let x25519 = StaticSecret::from(*x25519);
        let public = PublicKey { ml_kem: ml_kem_public, x25519: X25519Public::from(&x25519) };
        Self { seed, ml_kem, x25519, public }
    }
}

/// HPKE asks for it and never compares; in constant time all the same.
impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.seed.ct_eq(other.seed.as_slice()).into()
    }
}

impl Eq for PrivateKey {}

impl Serializable for PrivateKey {
    type OutputSize = U32;

    fn write_exact(&self, buf: &mut [u8]) {
        buf.copy_from_slice(self.seed.as_slice());
    }
}

impl Deserializable for PrivateKey {
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let seed = encoded.try_into().map_err(|_| wrong_length::<U32>(encoded))?;
        Ok(Self::expand(Zeroizing::new(seed)))
    }
}

impl Eq for PublicKey {}

impl Serializable for PublicKey {
    type OutputSize = PublicSize;

    fn write_exact(&self, buf: &mut [u8]) {
        let (ml_kem, x25519) = buf.split_at_mut(PublicSize::USIZE - X25519);
        ml_kem.copy_from_slice(&self.ml_kem.as_bytes());
        x25519.copy_from_slice(self.x25519.as_bytes());
    }
}

impl Deserializable for PublicKey {
    /// Refuses what could not be sealed to safely: an ML-KEM key whose numbers
    /// are not below the modulus (FIPS 203, section 7.2), which the crate would
    /// quietly reduce, and a point of low order.
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let (ml_kem, x25519) = split::<PublicSize>(encoded)?;
        let bytes = Encoded::<MlKemPublic>::try_from(ml_kem)
            .map_err(|_| wrong_length::<PublicSize>(encoded))?;
        let ml_kem = MlKemPublic::from_bytes(&bytes);
        let x25519 = X25519Public::from(x25519);
        // Scalars are multiples of the cofactor, so any of them finds a point
        // of low order.
        let probe = StaticSecret::from([1; 32]).diffie_hellman(&x25519);
        if ml_kem.as_bytes() != bytes || !probe.was_contributory() {
            return Err(HpkeError::ValidationError);
        }
        Ok(Self { ml_kem, x25519 })
    }
}

impl Serializable for EncappedKey {
    type OutputSize = EncappedSize;

    fn write_exact(&self, buf: &mut [u8]) {
        let (ml_kem, x25519) = buf.split_at_mut(EncappedSize::USIZE - X25519);
        ml_kem.copy_from_slice(&self.ml_kem);
        x25519.copy_from_slice(self.x25519.as_bytes());
    }
}

impl Deserializable for EncappedKey {
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let (ml_kem, x25519) = split::<EncappedSize>(encoded)?;
        let ml_kem = Ciphertext::<MlKem768>::try_from(ml_kem)
            .map_err(|_| wrong_length::<EncappedSize>(encoded))?;
        Ok(Self { ml_kem, x25519: x25519.into() })
    }
}

impl hpke::Kem for MlKem768X25519 {
    type PublicKey = PublicKey;
    type PrivateKey = PrivateKey;
    type EncappedKey = EncappedKey;
    type NSecret = U32;
    const KEM_ID: u16 = 0x647a;

    fn sk_to_pk(key: &PrivateKey) -> PublicKey {
        key.public.clone()
    }

    /// As draft-ietf-hpke-pq has it. HPKE asks for it; age makes its keys from
    /// randomness only, so nothing here calls it.
    fn derive_keypair(material: &[u8]) -> (PrivateKey, PublicKey) {
        let mut seed = Zeroizing::new([0; SEED]);
        Shake256::default()
            .chain(material)
            .chain(b"HPKE-v1KEM")
            .chain(Self::KEM_ID.to_be_bytes())
            .chain([0, 13])
            .chain(b"DeriveKeyPair")
            .chain([0, 32])
            .finalize_xof_into(seed.as_mut());
        let key = PrivateKey::expand(seed);
        let public = key.public.clone();
        (key, public)
    }

    fn decap(
        key: &PrivateKey,
        sender: Option<&PublicKey>,
        encapped: &EncappedKey,
    ) -> Result<SharedSecret<Self>, HpkeError> {
        let x25519 = key.x25519.diffie_hellman(&encapped.x25519);
        // RFC 9180, section 7.1.4: an all-zero secret is refused.
        if sender.is_some() || !x25519.was_contributory() {
            return Err(HpkeError::DecapError);
        }
        let mut ml_kem =
            key.ml_kem.decapsulate(&encapped.ml_kem).map_err(|()| HpkeError::DecapError)?;
        let secret = combine(&ml_kem, &x25519, &encapped.x25519, &key.public.x25519);
        ml_kem.as_mut_slice().zeroize();
        Ok(secret)
    }

    fn encap<R: CryptoRng + RngCore>(
        recipient: &PublicKey,
        sender: Option<(&PrivateKey, &PublicKey)>,
        random: &mut R,
    ) -> Result<(SharedSecret<Self>, EncappedKey), HpkeError> {
        let (encapped, mut ml_kem) =
            recipient.ml_kem.encapsulate(random).map_err(|()| HpkeError::EncapError)?;
        let ephemeral = EphemeralSecret::random_from_rng(random);
        let share = X25519Public::from(&ephemeral);
        let x25519 = ephemeral.diffie_hellman(&recipient.x25519);
        if sender.is_some() || !x25519.was_contributory() {
            return Err(HpkeError::EncapError);
        }
        let secret = combine(&ml_kem, &x25519, &share, &recipient.x25519);
        ml_kem.as_mut_slice().zeroize();
        Ok((secret, EncappedKey { ml_kem: encapped, x25519: share }))
    }
}

/// X-Wing's combiner.
fn combine(
    ml_kem: &[u8],
    x25519: &x25519_dalek::SharedSecret,
    share: &X25519Public,
    public: &X25519Public,
) -> SharedSecret<MlKem768X25519> {
    let hash = Sha3_256::new()
        .chain(ml_kem)
        .chain(x25519.as_bytes())
        .chain(share.as_bytes())
        .chain(public.as_bytes())
        .chain(LABEL);
    SharedSecret(hash.finalize())
}

/// The part of ML-KEM and the 32 bytes of X25519 that follow it.
fn split<Size: Unsigned>(encoded: &[u8]) -> Result<(&[u8], [u8; X25519]), HpkeError> {
    match encoded.split_last_chunk() {
        Some((ml_kem, x25519)) if encoded.len() == Size::USIZE => Ok((ml_kem, *x25519)),
        _ => Err(wrong_length::<Size>(encoded)),
    }
}

fn wrong_length<Size: Unsigned>(encoded: &[u8]) -> HpkeError {
    HpkeError::IncorrectInputLength(Size::USIZE, encoded.len())
}
