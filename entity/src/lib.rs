//! Columns and relations of Kairan's tables, no behaviour.
