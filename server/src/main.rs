//! Command line of Kairan.

fn main() {}
