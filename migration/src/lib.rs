//! Schema changes of Kairan, one a file, for SQLite and PostgreSQL.
