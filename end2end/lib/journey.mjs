/** Every journey that the files of tests/ told about, in that order. */
export const journeys = [];

/**
 * Tells about a journey.
 *
 * @param {string} title What a person achieves, as a sentence.
 * @param {object} [options]
 * @param {string[]} [options.projects] Only these projects (`scripts`, `plain`, `mobile`); all by default.
 * @param {boolean} [options.fresh] Give it a server with an untouched demo prefecture of its own (costs seconds).
 * @param {number} [options.seconds] Time limit; 60 by default.
 * @param {(kit: import("./kit.mjs").Kit) => Promise<void>} walk
 */
export function journey(title, options, walk) {
  if (typeof options === "function") [options, walk] = [{}, options];
  if (journeys.some((known) => known.title === title)) throw new Error(`two journeys are called "${title}"`);
  journeys.push({ title, file: callerFile(), seconds: 60, ...options, walk });
}

/** The file of tests/ that is being imported: `--only` looks for its name too. */
function callerFile() {
  return /tests\/([\w-]+)\.mjs/.exec(new Error().stack ?? "")?.[1] ?? "";
}
