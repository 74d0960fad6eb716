//! What the child gives up before it reads the file.

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, path_beneath_rules,
};
use rustix::{
    io,
    process::{Resource, Rlimit, setrlimit},
};

/// Bytes of address space.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Seconds of processor time.
const SECONDS: u64 = 20;
/// Open files: the three streams, and what the loader of a program needs.
const FILES: u64 = 32;

/// Limits memory, processor time, open files, written bytes and processes of this process and of what it becomes.
pub(super) fn limit_resources() -> io::Result<()> {
    let limits = [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Nofile, FILES),
        (Resource::Fsize, 0),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Closes the file system and the network, as far as the kernel can (Landlock, Linux 5.13 and later). `programs` leaves
/// programs and libraries readable for a child that becomes another program.
pub(super) fn close_doors(programs: bool) -> Result<(), RulesetError> {
    let abi = ABI::V5;
    let ruleset =
        Ruleset::default().handle_access(AccessFs::from_all(abi))?.handle_access(AccessNet::from_all(abi))?.create()?;
    let readable: &[&str] = if programs { &["/usr", "/lib", "/lib64", "/etc"] } else { &[] };
    let rules = path_beneath_rules(readable, AccessFs::from_read(abi));
    ruleset.add_rules(rules)?.restrict_self()?;
    Ok(())
}
