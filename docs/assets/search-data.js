// Reads the search data as macros/search_data.py packs them.

import { slug } from "./words.js";

const LISTS = new Set(["also", "old", "asked", "elsewhere", "headings"]);

// How often a word comes that is used seldom, often or mostly: in so many of a hundred ways of asking.
const [SELDOM, OFTEN, MOSTLY] = [2.5, 7, 18];

/** A record for each entry from the data, which hold the entries by field, and lists as texts with “|” between. */
function fromFields(fields, record) {
  const names = Object.keys(fields);
  return fields[names[0]].map((_, at) => {
    const filled = names.filter((name) => fields[name][at].length > 0);
    const value = (name) => (LISTS.has(name) ? fields[name][at].split("|") : fields[name][at]);
    return { ...record(at), ...Object.fromEntries(filled.map((name) => [name, value(name)])) };
  });
}

/**
 * The terms and the guides from the data. For each everyday word these say which terms are asked for with it, and
 * how often; macros/search_data.py says how.
 */
export function unpack({ terms, guides, words: everyday, uses }) {
  const records = fromFields(terms, (at) => ({ slug: slug(terms.term[at]), everyday: new Map() }));
  const { bit, ones, number } = bits(atob(uses));

  /** The places from low to high at which a word is used, so many of them. */
  function between(count, low, high) {
    if (count === 0) return [];
    const middle = count >> 1;
    const least = low + middle;
    const place = least + within(high - least - (count - 1 - middle) + 1);
    return [...between(middle, low, place - 1), place, ...between(count - 1 - middle, place + 1, high)];
  }

  /** A number below the size. */
  function within(size) {
    const width = 31 - Math.clz32(size);
    const short = 2 ** (width + 1) - size;
    const found = number(width);
    return found < short ? found : 2 * found + bit() - short;
  }

  let word = "";
  for (const [, shared, rest] of everyday.matchAll(/([A-J])([a-z0-9]*)/g)) {
    word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
    const size = ones();
    const count = 2 ** size + number(size);
    for (const place of between(count, 0, records.length - 1)) {
      records[place].everyday.set(word, bit() ? (bit() ? MOSTLY : OFTEN) : SELDOM);
    }
  }
  return { terms: records, guides: fromFields(guides, () => ({ headings: [] })) };
}

/** Functions that read a string of bytes bit by bit: the next bit, how many ones come before a zero, a number of so many bits. */
function bits(bytes) {
  let at = 0;
  const bit = () => {
    const found = (bytes.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1;
    at += 1;
    return found;
  };
  const ones = () => {
    let count = 0;
    while (bit()) count += 1;
    return count;
  };
  const number = (size) => {
    let found = 0;
    for (let left = size; left > 0; left -= 1) found = 2 * found + bit();
    return found;
  };
  return { bit, ones, number };
}
