//! An object store that is an inbox: S3 and what speaks its language, Azure, Google.
//!
//! Only what any of them can do: put if it is not there, get, list, delete. The
//! credentials come from the environment that the store's own tools read
//! (`AWS_ACCESS_KEY_ID`, `AZURE_STORAGE_ACCOUNT_NAME`, …), never from a file of ours.

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path as Key;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, SystemTime};
use thiserror::Error as ThisError;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// So many files are in memory on their way to the store at once.
const TURNS: usize = 8;

/// How long a failing store is asked again before the caller is told: a child waits
/// for the answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Which stores are known, by how their URL begins.
pub(crate) const SCHEMES: [&str; 3] = ["s3://", "az://", "gs://"];

/// A part of a bucket or container.
#[derive(Debug)]
pub(crate) struct Objects {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    url: String,
    turns: Arc<Semaphore>,
    /// Its own, so that it can be asked from inside another. Only gone while dropped.
    runtime: Option<Runtime>,
}

/// One object.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// What follows the folder's name.
    pub(crate) name: String,
    /// In bytes.
    pub(crate) size: u64,
    /// When it was last written.
    pub(crate) modified: SystemTime,
}

/// Why a URL leads to no store.
#[derive(Debug, ThisError)]
pub enum NoStore {
    /// No bucket or container is named.
    #[error("{0} names no bucket or container: write it as in {1}northmoor-inbox/my-review")]
    NoBucket(String, &'static str),
    /// The environment does not say enough, or something wrong.
    #[error("{0} cannot be used: {1}")]
    Settings(String, Error),
    /// The system gives no threads.
    #[error("the store's worker cannot start: {0}")]
    Worker(io::Error),
}

impl Objects {
    /// The store at a URL: `s3://bucket/prefix`, `az://container/prefix` or
    /// `gs://bucket/prefix`; `None` when it is the URL of no store.
    ///
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// When the URL names no bucket or the environment's settings are wrong.
    pub(crate) fn at(url: &str) -> Option<Result<Self, NoStore>> {
        let scheme = SCHEMES.into_iter().find(|scheme| url.starts_with(scheme))?;
        Some(Self::open(url, scheme))
    }

    fn open(url: &str, scheme: &'static str) -> Result<Self, NoStore> {
        let rest = url.strip_prefix(scheme).unwrap_or(url).trim_end_matches('/');
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(NoStore::NoBucket(url.to_owned(), scheme));
        }
        // The rest of the tree has this one already; a second call changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = build(url, scheme).map_err(|error| NoStore::Settings(url.to_owned(), error))?;
        // Last, for it must not be dropped in the ordinary way.
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(NoStore::Worker)?;
        Ok(Self {
            store,
            prefix: prefix.trim_matches('/').to_owned(),
            url: url.to_owned(),
            turns: Arc::new(Semaphore::new(TURNS)),
            runtime: Some(runtime),
        })
    }

    /// Its URL, as it was given.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Everything directly in a folder, in no order.
    ///
    /// # Errors
    /// When the store cannot be listed.
    pub(crate) fn list(&self, folder: &str) -> io::Result<Vec<Object>> {
        let store = Arc::clone(&self.store);
        let key = self.key(folder)?;
        let listed = self.run(async move { store.list_with_delimiter(Some(&key)).await })??;
        let objects = listed.objects.into_iter().filter_map(|object| {
            Some(Object {
                name: object.location.filename()?.to_owned(),
                size: object.size,
                modified: object.last_modified.into(),
            })
        });
        Ok(objects.collect())
    }

    /// How long an object is, in bytes; `None` when it is not there.
    ///
    /// # Errors
    /// When the store cannot say.
    pub(crate) fn size(&self, name: &str) -> io::Result<Option<u64>> {
        let store = Arc::clone(&self.store);
        let key = self.key(name)?;
        match self.run(async move { store.head(&key).await })? {
            Ok(object) => Ok(Some(object.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// An object's content; `None` when it is longer than `most` bytes, and then
    /// unread.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub(crate) fn get(&self, name: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let store = Arc::clone(&self.store);
        let key = self.key(name)?;
        let content = self.run(async move {
            let object = store.get(&key).await?;
            if object.meta.size > most {
                return Ok(None);
            }
            object.bytes().await.map(Some)
        })?;
        content.map(|content| content.map(Into::into)).map_err(|error: Error| error.into())
    }

    /// Puts a file in place unless there is one; whether it did. Returns when the
    /// store has acknowledged it.
    ///
    /// # Errors
    /// When the file cannot be read, or the store did not take it.
    pub(crate) fn put_new(&self, name: &str, file: PathBuf) -> io::Result<bool> {
        match self.put(name, file, PutMode::Create)? {
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(true),
        }
    }

    /// Puts a file in place of whatever is there.
    ///
    /// # Errors
    /// As [`Objects::put_new`].
    pub(crate) fn replace(&self, name: &str, file: PathBuf) -> io::Result<()> {
        self.put(name, file, PutMode::Overwrite)?.map_err(Into::into)
    }

    fn put(&self, name: &str, file: PathBuf, mode: PutMode) -> io::Result<Result<(), Error>> {
        let store = Arc::clone(&self.store);
        let turns = Arc::clone(&self.turns);
        let key = self.key(name)?;
        self.run(async move {
            let _turn = turns.acquire().await;
            let content = tokio::fs::read(file).await?;
            Ok(store.put_opts(&key, content.into(), PutOptions::from(mode)).await.map(|_| ()))
        })?
    }

    /// Deletes an object; one that is not there is as good as deleted.
    ///
    /// # Errors
    /// When it stays.
    pub(crate) fn delete(&self, name: &str) -> io::Result<()> {
        let store = Arc::clone(&self.store);
        let key = self.key(name)?;
        match self.run(async move { store.delete(&key).await })? {
            Err(Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The full key of a name below the prefix.
    fn key(&self, name: &str) -> io::Result<Key> {
        let whole = [self.prefix.as_str(), name].join("/");
        Key::parse(whole.trim_start_matches('/'))
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
    }

    /// Does something on the own runtime and waits for it.
    fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> io::Result<T> {
        let stopped = || io::Error::other("the object store's worker has stopped");
        let (tell, told) = mpsc::sync_channel(1);
        let runtime = self.runtime.as_ref().ok_or_else(stopped)?;
        runtime.spawn(async move {
            // One who went away needs no answer.
            let _ = tell.send(work.await);
        });
        told.recv().map_err(|_| stopped())
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Dropping it in the ordinary way would wait, which is not allowed inside
        // another runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The client for a scheme, with the environment's settings.
fn build(url: &str, scheme: &str) -> Result<Arc<dyn ObjectStore>, Error> {
    let retry = RetryConfig { max_retries: 4, retry_timeout: PATIENCE, ..RetryConfig::default() };
    Ok(match scheme {
        "az://" => {
            Arc::new(MicrosoftAzureBuilder::from_env().with_url(url).with_retry(retry).build()?)
        }
        "gs://" => {
            Arc::new(GoogleCloudStorageBuilder::from_env().with_url(url).with_retry(retry).build()?)
        }
        _ => Arc::new(AmazonS3Builder::from_env().with_url(url).with_retry(retry).build()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_store_with_a_bucket_is_one() {
        assert!(Objects::at("./inbox").is_none());
        assert!(Objects::at("https://a.example/x").is_none());
        for url in ["s3://", "s3:///my-review"] {
            let error = Objects::at(url).expect("a store's URL").expect_err("no bucket");
            assert!(error.to_string().contains("names no bucket"), "{error}");
        }
    }

    #[test]
    fn keys_are_below_the_prefix() {
        for (url, key) in [
            ("s3://bucket", "responses/a.age"),
            ("s3://bucket/", "responses/a.age"),
            ("s3://bucket/my/inbox/", "my/inbox/responses/a.age"),
        ] {
            let objects = Objects::at(url).expect("a store's URL").expect("a store");
            assert_eq!(objects.key("responses/a.age").expect("a key").as_ref(), key, "{url}");
        }
    }
}
