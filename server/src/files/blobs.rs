//! The content of files, each kept once under its SHA-256: in a folder, or in an S3 bucket.
//!
//! A file comes in through a temporary file of the same folder, is hashed on the way, brought to the disk and only then
//! given its name, so that a name always stands for the whole content, whatever happens in between.

mod keeping;

use std::{
    io,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};

use app::{
    domain::error::{AppError, FileRefusal},
    ports::files::FileStream,
};
use futures::{StreamExt, TryStreamExt};
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart, aws::AmazonS3Builder, path::Path as Key,
};
use sha2::{Digest, Sha256};
use tempfile::TempPath;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt, BufWriter};
use tokio_util::io::ReaderStream;

pub use keeping::{Found, Kept};

use crate::{
    config::{Files, S3},
    telemetry,
};

/// First bytes of a file that are kept to tell its kind by.
const HEAD: usize = 8 * 1024;
/// Bytes written, read or sent at a time.
const PIECE: usize = 256 * 1024;

/// Where the content of files is.
pub struct BlobStore {
    config: Files,
    bucket: OnceLock<Arc<dyn ObjectStore>>,
    /// Held while content gets its name or loses it.
    naming: Arc<Mutex<()>>,
}

/// Content that has come in but has no name yet. Dropping it removes it.
#[derive(Debug)]
pub struct Incoming {
    path: TempPath,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The first bytes, to tell the kind by.
    pub head: Vec<u8>,
}

impl Incoming {
    /// Where it stands for now.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A blob as a file of this machine, for programs that read files.
pub enum LocalBlob {
    /// The file of the folder itself. Nobody may write to it.
    Kept(PathBuf),
    /// A copy from the bucket, removed when dropped.
    Fetched(TempPath),
}

impl AsRef<Path> for LocalBlob {
    fn as_ref(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Fetched(path) => path,
        }
    }
}

impl BlobStore {
    /// Over the folder or bucket of the configuration. Nothing is opened yet.
    pub fn new(config: &Files) -> Self {
        Self { config: config.clone(), bucket: OnceLock::new(), naming: Arc::default() }
    }

    /// Whether the configuration names a bucket that can be asked for, if it names one. Nobody is asked yet.
    ///
    /// # Errors
    /// A sentence for the administrator.
    pub fn prepare(&self) -> Result<(), String> {
        let Some(s3) = &self.config.s3 else { return Ok(()) };
        let secret = std::fs::read_to_string(&s3.secret_file);
        let secret = secret.map_err(|error| format!("files.s3.secret_file {}: {error}", s3.secret_file.display()))?;
        build(s3, &secret).map(drop).map_err(|error| format!("files.s3: {error}"))
    }

    /// Whether files can be kept now: one is tried.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when not.
    pub async fn check(&self) -> Result<(), AppError> {
        let folder = self.incoming_folder();
        tokio::fs::create_dir_all(&folder).await.map_err(|error| fault(&error))?;
        blocking(move || {
            let mut tried = tempfile::Builder::new().prefix("in-").tempfile_in(folder)?;
            io::Write::write_all(&mut tried, b"x")
        })
        .await?;
        if let Some(s3) = &self.config.s3 {
            self.bucket(s3)?.list(None).next().await.transpose().map_err(|error| remote(&error))?;
        }
        Ok(())
    }

    /// Takes content in.
    ///
    /// # Errors
    /// [`AppError::TooLarge`], [`AppError::FileRefused`] when it is empty, [`AppError::Malformed`] when it breaks off.
    pub async fn receive(&self, mut content: FileStream) -> Result<Incoming, AppError> {
        let folder = self.incoming_folder();
        tokio::fs::create_dir_all(&folder).await.map_err(|error| fault(&error))?;
        let path =
            blocking(move || Ok(tempfile::Builder::new().prefix("in-").tempfile_in(folder)?.into_temp_path())).await?;
        let file = tokio::fs::OpenOptions::new().write(true).open(&path).await.map_err(|error| fault(&error))?;
        let mut file = BufWriter::with_capacity(PIECE, file);
        let (mut hash, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
        while let Some(piece) = content.next().await {
            let piece = piece.map_err(|_| AppError::Malformed { at: "file".to_owned() })?;
            size += piece.len() as u64;
            if size > self.config.max_bytes {
                return Err(AppError::TooLarge { max_bytes: self.config.max_bytes });
            }
            head.extend(piece.iter().take(HEAD.saturating_sub(head.len())));
            hash.update(&piece);
            file.write_all(&piece).await.map_err(|error| fault(&error))?;
        }
        if size == 0 {
            return Err(AppError::FileRefused { reason: FileRefusal::Empty });
        }
        file.flush().await.map_err(|error| fault(&error))?;
        file.get_ref().sync_all().await.map_err(|error| fault(&error))?;
        Ok(Incoming { path, sha256: hex::encode(hash.finalize()), size, head })
    }

    /// Gives content its name for good. What was there before under the same name is the same content; it is replaced
    /// all the same, which mends it and makes it young, so that nobody removes it as unused before it has a row.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it cannot be kept.
    pub async fn keep(&self, incoming: Incoming) -> Result<(), AppError> {
        if let Some(s3) = &self.config.s3 {
            return self.send(s3, incoming).await;
        }
        let (target, naming) = (self.file(&incoming.sha256), Arc::clone(&self.naming));
        blocking(move || {
            let folder = target.parent().map(Path::to_path_buf).unwrap_or_default();
            std::fs::create_dir_all(&folder)?;
            let named = naming.lock();
            incoming.path.persist(&target).map_err(|error| error.error)?;
            drop(named);
            // The name is durable only once its folder is, and a new folder once its own folder is.
            std::fs::File::open(&folder)?.sync_all()?;
            folder.parent().map_or(Ok(()), |parent| std::fs::File::open(parent)?.sync_all())
        })
        .await
    }

    async fn send(&self, s3: &S3, incoming: Incoming) -> Result<(), AppError> {
        let (bucket, key) = (self.bucket(s3)?, key(&incoming.sha256));
        let mut file = tokio::fs::File::open(&incoming.path).await.map_err(|error| fault(&error))?;
        let upload = bucket.put_multipart(&key).await.map_err(|error| remote(&error))?;
        let mut upload = WriteMultipart::new(upload);
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece).await.map_err(|error| fault(&error))?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            upload.wait_for_capacity(4).await.map_err(|error| remote(&error))?;
            upload.write(bytes);
        }
        upload.finish().await.map_err(|error| remote(&error))?;
        Ok(())
    }

    /// The bytes of `range` of the content with this hash.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it cannot be read.
    pub async fn read(&self, sha256: &str, range: Range<u64>) -> Result<FileStream, AppError> {
        if let Some(s3) = &self.config.s3 {
            let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
            let found = self.bucket(s3)?.get_opts(&key(sha256), options).await.map_err(|error| remote(&error))?;
            return Ok(found.into_stream().map_err(io::Error::other).boxed());
        }
        let mut file = tokio::fs::File::open(self.file(sha256)).await.map_err(|error| fault(&error))?;
        file.seek(io::SeekFrom::Start(range.start)).await.map_err(|error| fault(&error))?;
        let part = file.take(range.end.saturating_sub(range.start));
        Ok(ReaderStream::with_capacity(part, PIECE).boxed())
    }

    /// The content with this hash as a file of this machine.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it cannot be read.
    pub async fn local(&self, sha256: &str, size: u64) -> Result<LocalBlob, AppError> {
        if self.config.s3.is_none() {
            return Ok(LocalBlob::Kept(self.file(sha256)));
        }
        Ok(LocalBlob::Fetched(self.receive(self.read(sha256, 0..size).await?).await?.path))
    }

    fn incoming_folder(&self) -> PathBuf {
        self.config.dir.join("incoming")
    }

    /// Two letters of folder keep every folder small.
    fn file(&self, sha256: &str) -> PathBuf {
        let (folder, name) = split(sha256);
        self.config.dir.join(folder).join(name)
    }

    fn bucket(&self, s3: &S3) -> Result<Arc<dyn ObjectStore>, AppError> {
        if let Some(bucket) = self.bucket.get() {
            return Ok(Arc::clone(bucket));
        }
        let secret = std::fs::read_to_string(&s3.secret_file).map_err(|error| fault(&error))?;
        let bucket = build(s3, &secret).map_err(|error| remote(&error))?;
        Ok(Arc::clone(self.bucket.get_or_init(|| bucket)))
    }
}

fn build(s3: &S3, secret: &str) -> object_store::Result<Arc<dyn ObjectStore>> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region)
        .with_access_key_id(&s3.access_key_id)
        .with_secret_access_key(secret.trim());
    if let Some(endpoint) = &s3.endpoint {
        builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
    }
    Ok(Arc::new(builder.build()?))
}

fn split(sha256: &str) -> (&str, &str) {
    sha256.split_at_checked(2).unwrap_or(("", sha256))
}

fn key(sha256: &str) -> Key {
    let (folder, name) = split(sha256);
    Key::from_iter([folder, name])
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Unavailable)?.map_err(|error| fault(&error))
}

/// A full or broken disk: the user can only try again later, the administrator finds the cause in the log.
fn fault(error: &io::Error) -> AppError {
    tracing::error!(reference = %telemetry::reference(), error = %error, "file store fault");
    AppError::Unavailable
}

fn remote(error: &object_store::Error) -> AppError {
    tracing::error!(reference = %telemetry::reference(), error = %error, "object store fault");
    AppError::Unavailable
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn store(max_bytes: u64) -> (tempfile::TempDir, BlobStore) {
        let folder = tempfile::tempdir().unwrap();
        let config = Files { dir: folder.path().to_owned(), max_bytes, ..Files::default() };
        (folder, BlobStore::new(&config))
    }

    fn stream(pieces: Vec<io::Result<&'static str>>) -> FileStream {
        futures::stream::iter(pieces.into_iter().map(|piece| piece.map(Bytes::from))).boxed()
    }

    fn files_in(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count()
    }

    async fn text(store: &BlobStore, sha256: &str, range: Range<u64>) -> String {
        let pieces: Vec<Bytes> = store.read(sha256, range).await.unwrap().try_collect().await.unwrap();
        String::from_utf8(pieces.concat()).unwrap()
    }

    #[tokio::test]
    async fn content_is_kept_once_under_its_hash() {
        let (folder, store) = store(100);
        for _ in 0..2 {
            let incoming = store.receive(stream(vec![Ok("hello "), Ok("world")])).await.unwrap();
            assert_eq!(incoming.sha256, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
            assert_eq!((incoming.size, incoming.head.as_slice()), (11, "hello world".as_bytes()));
            store.keep(incoming).await.unwrap();
        }
        assert_eq!(files_in(&folder.path().join("b9")), 1);
        assert_eq!(files_in(&folder.path().join("incoming")), 0, "nothing is left behind");
        let sha = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        assert_eq!(text(&store, sha, 0..11).await, "hello world");
        assert_eq!(text(&store, sha, 6..9).await, "wor");
    }

    #[tokio::test]
    async fn what_is_refused_leaves_nothing() {
        let (folder, store) = store(10);
        let too_large = store.receive(stream(vec![Ok("12345"), Ok("678901")])).await.unwrap_err();
        assert_eq!(too_large, AppError::TooLarge { max_bytes: 10 });
        let empty = store.receive(stream(vec![])).await.unwrap_err();
        assert_eq!(empty, AppError::FileRefused { reason: FileRefusal::Empty });
        let broken = store.receive(stream(vec![Ok("1"), Err(io::Error::other("gone"))])).await.unwrap_err();
        assert_eq!(broken.status(), 400);
        drop(store.receive(stream(vec![Ok("1234567890")])).await.unwrap());
        assert_eq!(files_in(&folder.path().join("incoming")), 0);
    }

    #[tokio::test]
    async fn what_is_missing_is_a_fault_not_a_panic() {
        let (_folder, store) = store(10);
        assert_eq!(store.read(&"0".repeat(64), 0..1).await.err(), Some(AppError::Unavailable));
        assert_eq!(store.read("あ", 0..1).await.err(), Some(AppError::Unavailable));
    }
}
