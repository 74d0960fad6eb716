//! How Kairan is delivered and kept: HTTP, use cases, storage, search, mail, files and jobs.
