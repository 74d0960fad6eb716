//! Text of workbooks, row by row. Only cells that exist are held: a cell at the far corner costs nothing.

use std::{
    collections::HashMap,
    io::{BufRead, Read, Seek, Write},
};

use app::domain::search::Place;

use super::{
    archive::Package,
    wire::{Fault, Sink},
    xml::{Node, attribute, walk},
};

/// Passes on the text of every sheet, a piece for each row.
pub(super) fn extract<R: Read + Seek, W: Write>(file: R, sink: &mut Sink<W>) -> Result<bool, Fault> {
    let mut package = Package::open(file)?;
    let sheets = package.part("xl/workbook.xml", sheets)?.ok_or_else(|| Fault::Broken("no workbook".to_owned()))?;
    let targets = package.part("xl/_rels/workbook.xml.rels", targets)?.unwrap_or_default();
    let strings = package.part("xl/sharedStrings.xml", shared_strings)?.unwrap_or_default();
    for (name, relation) in sheets {
        let Some(target) = targets.get(&relation) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let complete = package.part(&path, |part| rows(part, &name, &strings, sink))?;
        if complete == Some(false) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Name and relation of each sheet.
fn sheets(part: &mut dyn BufRead) -> Result<Vec<(String, String)>, Fault> {
    let mut sheets = Vec::new();
    walk(part, |node| {
        if let Node::Start("sheet", element) = node {
            let name = attribute(element, "name").unwrap_or_default();
            // `r:id`, not `sheetId`.
            sheets.extend(attribute(element, "id").map(|id| (name, id)));
        }
        Ok(true)
    })?;
    Ok(sheets)
}

/// Where the relations lead.
fn targets(part: &mut dyn BufRead) -> Result<HashMap<String, String>, Fault> {
    let mut targets = HashMap::new();
    walk(part, |node| {
        if let Node::Start("Relationship", element) = node {
            targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        }
        Ok(true)
    })?;
    Ok(targets)
}

/// The texts that cells refer to, without the readings over them (`rPh`).
fn shared_strings(part: &mut dyn BufRead) -> Result<Vec<String>, Fault> {
    let mut strings = Vec::new();
    let mut current = String::new();
    let (mut in_text, mut in_reading) = (false, false);
    walk(part, |node| {
        match node {
            Node::Start("rPh", _) => in_reading = true,
            Node::End("rPh") => in_reading = false,
            Node::Start("t", _) => in_text = !in_reading,
            Node::End("t") => in_text = false,
            Node::Text(piece) if in_text => current.push_str(piece),
            Node::End("si") => strings.push(std::mem::take(&mut current)),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(strings)
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    first: String,
    last: String,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    at: String,
    kind: String,
    value: String,
    in_value: bool,
    in_reading: bool,
}

impl Cell {
    fn begin(&mut self, element: &quick_xml::events::BytesStart<'_>) {
        self.at = attribute(element, "r").unwrap_or_default();
        self.kind = attribute(element, "t").unwrap_or_default();
        self.value.clear();
    }

    fn text(&self, strings: &[String]) -> String {
        match self.kind.as_str() {
            "s" => self.value.trim().parse().ok().and_then(|at: usize| strings.get(at)).cloned().unwrap_or_default(),
            // Faults (#N/A) and truth values are no text.
            "e" | "b" => String::new(),
            _ => self.value.clone(),
        }
    }
}

/// Passes on the rows of a sheet; answers whether there was room for all.
fn rows<W: Write>(part: &mut dyn BufRead, sheet: &str, strings: &[String], sink: &mut Sink<W>) -> Result<bool, Fault> {
    let mut room = true;
    let (mut row, mut cell) = (Row::default(), Cell::default());
    walk(part, |node| {
        match node {
            Node::Start("c", element) => cell.begin(element),
            Node::Start("rPh", _) => cell.in_reading = true,
            Node::End("rPh") => cell.in_reading = false,
            Node::Start("v" | "t", _) => cell.in_value = !cell.in_reading,
            Node::End("v" | "t") => cell.in_value = false,
            Node::Text(piece) if cell.in_value => cell.value.push_str(piece),
            Node::End("c") => add(&mut row, &mut cell, strings),
            Node::End("row") => {
                let Row { cells, first, last } = std::mem::take(&mut row);
                let cells_at = if first == last { first } else { format!("{first}:{last}") };
                let place = Place::Cells { sheet: sheet.to_owned(), cells: cells_at };
                room = sink.text(Some(place), &cells.join("\t"))?;
            }
            _ => {}
        }
        Ok(room)
    })?;
    Ok(room)
}

fn add(row: &mut Row, cell: &mut Cell, strings: &[String]) {
    let text = cell.text(strings);
    if text.trim().is_empty() {
        return;
    }
    row.cells.push(text);
    if row.first.is_empty() {
        row.first.clone_from(&cell.at);
    }
    row.last = std::mem::take(&mut cell.at);
}
