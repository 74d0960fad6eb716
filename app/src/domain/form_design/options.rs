//! The options of a choice, as their author types them.

use crate::domain::form::ChoiceOption;

/// Options as they are typed: one a line, `label` or `code|label`. A label that was there before keeps its code.
pub fn read_options(text: &str, old: &[ChoiceOption]) -> Vec<ChoiceOption> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut options: Vec<ChoiceOption> = Vec::new();
    for line in lines {
        let option = match line.split_once(['|', '｜']) {
            Some((code, label)) => ChoiceOption { code: code.trim().to_owned(), label: label.trim().to_owned() },
            None => ChoiceOption { code: option_code(line, old, &options), label: line.to_owned() },
        };
        options.push(option);
    }
    options
}

fn option_code(label: &str, old: &[ChoiceOption], new: &[ChoiceOption]) -> String {
    if let Some(known) = old.iter().find(|option| option.label == label) {
        return known.code.clone();
    }
    let numbers = old.iter().chain(new).filter_map(|option| option.code.strip_prefix('o')?.parse::<u32>().ok());
    format!("o{}", numbers.max().unwrap_or_default().saturating_add(1))
}

/// Options as they are typed, with their codes, so that a changed label keeps its code.
pub fn write_options(options: &[ChoiceOption]) -> String {
    options.iter().map(|option| format!("{}|{}", option.code, option.label)).collect::<Vec<_>>().join("\n")
}
