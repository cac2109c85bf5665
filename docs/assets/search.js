// The search engine of the site: no DOM, no network. createSearch(data) gives a function from a query
// to ranked results. Exact names come first, then words with prefixes and typing errors in all of
// them, then most of them; when nothing is near, nothing is given.

import MiniSearch from "./vendor/minisearch.js";

import { content, distance, key, STOP, words } from "./words.js";

const WEIGHTS = { term: 100, short: 98, also: 90, name: 88, old: 84, asked: 80 };

/** How many typing errors a word may hold: none in digits and the shortest, two in long ones. */
function tolerance(word) {
  if (/\d/.test(word) || word.length < 3) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * A function that knows queries of other fields, in which the same letters mean something else: it
 * gives the record with these letters and what they mean there, or null.
 */
function otherFields(data, records) {
  const here = new Set();
  for (const record of records) {
    const texts = [record.term ?? record.title, record.short, record.plain ?? record.description];
    const lists = [record.also, record.old, record.asked, record.headings];
    for (const text of [...texts, ...lists.flat()]) for (const word of content(text ?? "")) here.add(word);
  }
  const meanings = [];
  for (const record of data.terms) {
    for (const text of record.elsewhere ?? []) {
      const all = new Set(content(text));
      meanings.push({ record, text, all, own: [...all].filter((word) => !here.has(word)) });
    }
  }
  return function find(asked) {
    let best = null;
    for (const { record, text, all, own } of meanings) {
      const shared = asked.filter((word) => all.has(word)).length;
      const telling = asked.some((word) => own.includes(word)) || (shared > 1 && shared === asked.length);
      const points = shared + (asked.includes(key(record.short ?? "")) ? 1 : 0);
      if (telling && points > (best?.points ?? 0)) best = { points, record, text };
    }
    return best && { record: best.record, why: `Elsewhere: ${best.text}` };
  };
}

/**
 * A function from a query to results, best first. Each result is { kind, record, why, met, score }: kind
 * is "term", "guide" or, alone, "elsewhere" for a query that belongs to another field; why says how the
 * query was met if not by the record's own name; met holds the words that were met.
 */
export function createSearch(data) {
  const exact = new Map();
  const note = (text, record, weight, why = "") => {
    for (const each of new Set([key(text), content(text).join("")])) {
      if (!each) continue;
      const list = exact.get(each) ?? [];
      if (!list.some((entry) => entry.record === record)) list.push({ record, weight, why });
      exact.set(each, list);
    }
  };
  for (const record of data.terms) {
    note(record.term, record, WEIGHTS.term);
    if (record.short) note(record.short, record, WEIGHTS.short);
  }
  for (const record of data.terms) {
    for (const other of record.also ?? []) note(other, record, WEIGHTS.also, `also called “${other}”`);
    for (const other of record.old ?? []) note(other, record, WEIGHTS.old, `older name “${other}”`);
    for (const [code, other] of Object.entries(record.names ?? {})) {
      note(other, record, WEIGHTS.name, `${data.languages[code.slice(0, 2)] ?? code}: ${other}`);
    }
    for (const other of record.asked ?? []) note(other, record, WEIGHTS.asked, `asked as “${other}”`);
  }
  for (const record of data.guides) note(record.title, record, WEIGHTS.short - 1);

  const index = new MiniSearch({
    fields: ["name", "asked", "text"],
    idField: "id",
    tokenize: words,
    processTerm: (word) => (STOP.has(word) ? null : word),
  });
  const records = [...data.terms, ...data.guides];
  index.addAll(
    records.map((record, id) =>
      record.slug
        ? {
            id,
            name: [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])].join(" "),
            asked: (record.asked ?? []).join(" "),
            text: record.plain,
          }
        : { id, name: record.title, asked: record.headings.join(" "), text: record.description },
    ),
  );
  // Names in other languages stand apart, so that “data” does not pass for a misspelt “dato”.
  const elsewhere = otherFields(data, records);
  const foreign = new MiniSearch({ fields: ["name"], idField: "id", tokenize: words });
  foreign.addAll(data.terms.map((record, id) => ({ id, name: Object.values(record.names ?? {}).join(" ") })));

  const vocabulary = new Map();
  for (const record of data.terms) {
    for (const name of [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])]) {
      for (const word of words(name ?? "")) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
    }
  }

  const options = {
    boost: { name: 5, asked: 2.5, text: 1 },
    prefix: (word) => word.length > 1,
    fuzzy: (word) => (word.length < 4 ? false : tolerance(word)),
    weights: { fuzzy: 0.35, prefix: 0.6 },
  };

  function ranked(query) {
    const asked = [...new Set(content(query))];
    const all = index.search(query, { ...options, combineWith: "AND" });
    let found = all;
    if (asked.length > 1) {
      // Most of the words, and never one alone.
      const need = Math.ceil(asked.length * 0.6);
      const seen = new Set(all.map((hit) => hit.id));
      const some = index
        .search(query, { ...options, combineWith: "OR" })
        .filter((hit) => !seen.has(hit.id) && hit.queryTerms.length >= Math.max(2, need));
      found = [...all, ...some];
    }
    return found.map((hit) => ({
      ...result(records[hit.id], near(hit, asked), score(hit, asked, records[hit.id])),
      met: hit.terms,
    }));
  }

  /** The query with each unknown word replaced by the nearest known one, or "" if nothing was near. */
  function corrected(query) {
    let changed = false;
    const found = content(query).map((word) => {
      if (vocabulary.has(word)) return word;
      let best = word;
      let least = tolerance(word) + 1;
      for (const [other, uses] of vocabulary) {
        // Among abbreviations only a swap of letters is guessed: SEA for SAE, but not CAR for CRA and CRO.
        if (word.length === 3 && [...word].sort().join("") !== [...other].sort().join("")) continue;
        const edits = distance(word, other, Math.min(least, tolerance(word)));
        if (edits < least || (edits === least && edits <= tolerance(word) && uses > vocabulary.get(best))) {
          [best, least] = [other, edits];
        }
      }
      changed ||= best !== word;
      return best;
    });
    return changed ? found.join(" ") : "";
  }

  function score(hit, asked, record) {
    const own = words(record.term ?? record.title);
    const met = own.filter((word) => hit.terms.includes(word)).length;
    // A short name that is fully met beats a long one that is met in passing.
    return (hit.score * (1 + met / own.length) * hit.queryTerms.length) / Math.max(asked.length, 1);
  }

  function near(hit, asked) {
    const spelled = hit.terms.filter((word) => !asked.some((each) => word.startsWith(each)));
    return spelled.length > 0 ? `spelled like “${spelled[0]}”` : "";
  }

  function result(record, why, points) {
    return { kind: record.slug ? "term" : "guide", record, why, score: points };
  }

  /** The records whose name is just this, best first. */
  function named(form) {
    return [...(exact.get(form) ?? [])].sort((a, b) => b.weight - a.weight);
  }

  return function search(query) {
    const found = [];
    const asked = [...new Set(content(query))];
    const add = (entry) => {
      if (!found.some((other) => other.record === entry.record)) found.push({ met: asked, ...entry });
    };
    for (const form of [key(query), content(query).join("")]) {
      for (const { record, weight, why } of named(form)) add(result(record, why, 1000 + weight));
    }
    const other = found.length > 0 ? null : elsewhere(asked);
    if (other) return [{ kind: "elsewhere", met: [], score: 0, ...other }];
    const spelled = found.length > 0 ? "" : corrected(query);
    for (const { record, weight } of named(key(spelled))) add(result(record, `spelled like “${spelled}”`, 800 + weight));

    if (found.length === 0 && asked.length > 1 && asked.every((word) => exact.has(word))) {
      // “cra vs crc”: nothing is called so, but each word is a name.
      for (const word of asked) {
        for (const { record, weight, why } of named(word)) add(result(record, why, 700 + weight));
      }
    }
    const rest = ranked(query).sort((a, b) => b.score - a.score);
    rest.forEach(add);
    if (found.length === 0) {
      for (const hit of foreign.search(query, { prefix: true, combineWith: "AND" })) {
        const record = data.terms[hit.id];
        add(result(record, Object.values(record.names).join(", "), hit.score));
      }
    }
    return found.slice(0, 40);
  };
}
