//! Writes the JavaScript bindings of one wasm module.
//!
//! `bindgen IN.wasm OUT_DIR NAME` writes `NAME.js`, `NAME_bg.wasm` and, where crates ship JavaScript, `snippets/`.

use std::{env, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, out_dir, name] = arguments.as_slice() else {
        eprintln!("usage: bindgen IN.wasm OUT_DIR NAME");
        return ExitCode::from(2);
    };
    match generate(input, out_dir, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("bindgen: {cause}");
            ExitCode::FAILURE
        }
    }
}

/// Generates an ES module for browsers, without type declarations: nobody imports it from TypeScript.
fn generate(input: &str, out_dir: &str, name: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)
        .map_err(|cause| format!("{cause:#}"))?
        .input_path(input)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .generate(out_dir)
        .map_err(|cause| format!("{cause:#}"))
}
