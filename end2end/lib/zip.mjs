import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

/** The files of a zip archive, such as an xlsx: a map from name to bytes. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  assert.ok(end >= 0, "no zip archive");
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50, "an entry of the directory");
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const header = bytes.readUInt32LE(at + 42);
    const begin = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(begin, begin + size);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const plain = (xml) =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(([, text]) => text.replaceAll(/&(\w+);/g, (all, name) => ENTITIES[name] ?? all)).join("");

/** The first sheet of a workbook as rows of texts; a number is its decimal text, a blank cell is "". */
export function firstSheet(bytes) {
  const files = unzip(bytes);
  const text = (name) => files.get(name)?.toString("utf8") ?? "";
  const shared = [...text("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) => plain(xml));
  return [...text("xl/worksheets/sheet1.xml").matchAll(/<row\s[^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells = [];
    for (const [, attributes, content = ""] of row.matchAll(/<c\s([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const letters = /r="([A-Z]+)/.exec(attributes)[1];
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const value = /<v>([^<]*)<\/v>/.exec(content)?.[1] ?? "";
      while (cells.length < column) cells.push("");
      cells[column] = /t="s"/.test(attributes) ? shared[Number(value)] : value || plain(content);
    }
    return cells;
  });
}

/** The rows of a CSV with commas, where a cell may stand in quotation marks. */
export function csvRows(text) {
  return text
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter((line) => line !== "")
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"')));
}
