// The search engine of the site: no DOM, no network. createSearch(data) gives a function from a query
// to ranked results. Exact names come first, then words with prefixes and typing errors in all of
// them, then most of them; when nothing is near, nothing is given.

import MiniSearch from "./vendor/minisearch.js";

import { content, distance, isForeign, key, STOP, wholeWords, words } from "./words.js";

const WEIGHTS = { term: 100, short: 98, also: 90, old: 86, name: 84, asked: 80 };

/** How many typing errors a word may hold: none in digits and the shortest, two in long ones. */
function tolerance(word) {
  if (/\d/.test(word) || word.length < 3) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * A function that knows queries of other fields, in which the same letters mean something else: it
 * gives the record with these letters and what they mean there, or null.
 */
function otherFields(data, here) {
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
      const lettered = asked.includes(key(record.short ?? ""));
      const foreign = asked.filter((word) => own.includes(word)).length;
      const telling = (foreign > 0 && (lettered || shared > 1)) || (shared > 1 && shared === asked.length);
      const points = shared + foreign + (lettered ? 1 : 0);
      if (telling && points > (best?.points ?? 0)) best = { points, record, text };
    }
    return best && { record: best.record, why: `Elsewhere: ${best.text}` };
  };
}

/** All words of the field: of names, questions, meanings and headings. */
function fieldWords(records) {
  const here = new Set();
  for (const record of records) {
    const texts = [record.term ?? record.title, record.short, record.plain ?? record.description];
    const lists = [record.also, record.old, record.asked, record.headings];
    for (const text of [...texts, ...lists.flat()]) for (const word of content(text ?? "")) here.add(word);
  }
  return here;
}

/** The stem of a word for comparing whole questions: pays, paid-for and paying are near enough as “pay”. */
function stem(word) {
  return word.length > 5 ? word.replace(/(ation|ment|ing|ed|er|or|ly)$/, "") : word;
}

/** A function from the words of a query to the records that people ask for in such words, with 0 to 1. */
function byQuestion(data) {
  const phrases = [];
  const uses = new Map();
  for (const record of data.terms) {
    for (const text of record.asked ?? []) {
      const stems = new Set(content(text).map(stem));
      phrases.push({ record, text, stems });
      for (const each of stems) uses.set(each, (uses.get(each) ?? 0) + 1);
    }
  }
  const weight = (each) => Math.log(1 + phrases.length / (uses.get(each) ?? 0.5));
  const total = (stems) => [...stems].reduce((sum, each) => sum + weight(each), 0);
  for (const phrase of phrases) phrase.total = total(phrase.stems);
  return function find(asked) {
    const stems = new Set(asked.map(stem));
    const whole = total(stems);
    const best = new Map();
    for (const { record, text, stems: own, total: all } of phrases) {
      const shared = total([...stems].filter((each) => own.has(each)));
      const points = shared / Math.sqrt(whole * all);
      if (points > (best.get(record)?.points ?? 0)) best.set(record, { points, text });
    }
    return best;
  };
}

/**
 * A function from a query to results, best first. Each result is { kind, record, why, met, score }: kind
 * is "term", "guide" or, alone, "elsewhere" for a query that belongs to another field; why says how the
 * query was met if not by the record's own name; met holds the words that were met.
 */
export function createSearch(data) {
  const records = [...data.terms, ...data.guides];
  const exact = exactNames(data);
  // Worked out when a query first needs them: a single word does not.
  const here = once(() => fieldWords(records));
  const elsewhere = once(() => otherFields(data, here()));
  const questions = once(() => byQuestion(data));
  const index = new MiniSearch({
    fields: ["name", "asked", "text"],
    idField: "id",
    tokenize: words,
    processTerm: (word) => (STOP.has(word) ? null : word),
  });
  index.addAll(
    records.map((record, id) =>
      record.slug
        ? { id, name: ownNames(record).join(" "), asked: (record.asked ?? []).join(" "), text: record.plain }
        : { id, name: record.title, asked: record.headings.join(" "), text: record.description },
    ),
  );
  // Names in other languages stand apart, so that “data” does not pass for a misspelt “dato”.
  let foreign = null;

  const vocabulary = new Map();
  for (const record of data.terms) {
    for (const name of ownNames(record)) {
      for (const word of words(name)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
    }
  }

  const options = {
    boost: { name: 5, asked: 2.5, text: 1 },
    // The last word may be half typed; the words before it are whole.
    prefix: (word, at, all) => word.length > (at === all.length - 1 ? 1 : 3),
    fuzzy: (word) => (word.length < 4 ? false : tolerance(word)),
    weights: { fuzzy: 0.35, prefix: 0.6 },
  };

  function ranked(query, asked) {
    const all = index.search(query, { ...options, combineWith: "AND" });
    const hits = new Map(all.map((hit) => [hit.id, hit]));
    if (asked.length > 1) {
      // Most of the words, and never one alone.
      const need = Math.max(2, Math.ceil(asked.length * 0.6)) - 0.5;
      for (const hit of index.search(query, { ...options, combineWith: "OR" })) {
        if (!hits.has(hit.id) && sureness(hit) >= need) hits.set(hit.id, hit);
      }
    }
    const alike = asked.length > 2 ? questions()(asked) : new Map();
    const found = [...hits.values()].map((hit) => {
      const record = records[hit.id];
      const points = score(hit, asked, record) * (1 + 3 * (alike.get(record)?.points ?? 0) ** 2);
      return { ...result(record, near(hit, asked), points), met: hit.terms, all: hit.queryTerms.length >= asked.length };
    });
    const seen = new Set(found.map(({ record }) => record));
    for (const [record, { points, text }] of alike) {
      if (points > 0.6 && !seen.has(record)) found.push(result(record, `asked as “${text}”`, 30 * points));
    }
    return found.sort((a, b) => b.score - a.score);
  }

  /** The known word that is nearest to a word, with or without its ending, or null. */
  function nearest(single, typed) {
    let best = null;
    let least = Infinity;
    for (const word of new Set([single, typed])) {
      const limit = tolerance(word);
      for (const [other, uses] of vocabulary) {
        const swapped = word.length === other.length && sorted(word) === sorted(other);
        // Among abbreviations only a swap of letters is guessed: SEA for SAE, but not CAR for CRA and CRO.
        if (word.length === 3 && !swapped) continue;
        const edits = distance(word, other, limit);
        if (edits > limit) continue;
        const cost = edits - (swapped ? 0.5 : 0);
        if (cost < least || (cost === least && uses > vocabulary.get(best))) [best, least] = [other, cost];
      }
    }
    return best;
  }

  /** The query with each unknown word replaced by the nearest known one, or "" if nothing was near. */
  function corrected(query) {
    let changed = false;
    const found = wholeWords(query).map((typed) => {
      const [single] = words(typed);
      if (vocabulary.has(single)) return single;
      const guess = nearest(single, typed);
      changed ||= guess !== null;
      return guess ?? single;
    });
    return changed ? found.join(" ") : "";
  }

  function score(hit, asked, record) {
    const own = words(record.term ?? record.title);
    const met = own.filter((word) => hit.terms.includes(word)).length;
    // A short name that is fully met beats a long one that is met in passing.
    return (hit.score * (1 + met / own.length) * hit.queryTerms.length) / Math.max(asked.length, 1);
  }

  /** The records whose name is just this, best first; “AEs” is also AE. */
  function named(form) {
    const found = exact.get(form) ?? (form.length < 5 && form.endsWith("s") && exact.get(form.slice(0, -1))) ?? [];
    return [...(found || [])].sort((a, b) => b.weight - a.weight);
  }

  /** The records that are named within the query, if the query asks for little else: “what is a CAPA plan”. */
  function within(query, asked) {
    if (!QUESTION.test(query) && !asked.every((word) => here().has(word))) return [];
    const found = [];
    let covered = 0;
    let longest = 0;
    for (let at = 0; at < asked.length; ) {
      let length = Math.min(4, asked.length - at);
      let hits = [];
      for (; length > 0; length -= 1) {
        hits = named(asked.slice(at, at + length).join("")).filter(({ record, weight }) => record.slug && weight >= WEIGHTS.old);
        if (hits.length > 0 && (length > 1 || hits.some(({ short }) => short) || asked.length < 3)) break;
      }
      if (length > 0) {
        found.push(...hits);
        covered += length;
        longest = Math.max(longest, length);
      }
      at += Math.max(length, 1);
    }
    return covered >= asked.length / 2 || longest > 1 ? found : [];
  }

  function search(query) {
    const found = [];
    const asked = [...new Set(content(query))];
    const add = (entry) => {
      if (!found.some((other) => other.record === entry.record)) found.push({ met: asked, ...entry });
    };
    for (const form of [key(query), asked.join("")]) {
      for (const { record, weight, why } of named(form)) {
        if (weight > WEIGHTS.asked) add(result(record, why, 1000 + weight));
      }
    }
    const other = found.length > 0 ? null : elsewhere()(asked);
    if (other) return [{ kind: "elsewhere", met: [], score: 0, ...other }];
    const spelled = found.length > 0 ? "" : corrected(query);
    for (const { record, weight } of named(key(spelled))) add(result(record, `spelled like “${spelled}”`, 800 + weight));
    const rest = ranked(query, asked);
    if (!found.some(({ kind }) => kind === "term") && asked.length > 1 && (QUESTION.test(query) || !rest.some(({ all }) => all))) {
      for (const { record, weight, why } of within(query, asked)) add(result(record, why, 700 + weight));
    }
    for (const { record, weight, why } of named(key(query))) add(result(record, why, 1000 + weight));
    if (foreign && (isForeign(query) || rest.length === 0)) {
      const wanted = words(query).filter((word) => !FOREIGN_STOP.has(word));
      const need = isForeign(query) ? Math.ceil(wanted.length / 2) : wanted.length;
      for (const hit of foreign.index.search(wanted.join(" "), { prefix: (word) => word.length > 3 })) {
        const record = data.terms[hit.id];
        if (hit.queryTerms.length >= need) add(result(record, Object.values(foreign.names[record.slug]).join(", "), hit.score));
      }
    }
    rest.forEach(add);
    return found.slice(0, 40);
  }

  /** Take in the names in other languages: by slug, by language code. */
  search.addNames = (names) => {
    const found = new MiniSearch({ fields: ["name"], idField: "id", tokenize: words });
    data.terms.forEach((record, id) => {
      const own = names[record.slug] ?? {};
      found.add({ id, name: Object.values(own).join(" ") });
      for (const [code, name] of Object.entries(own)) {
        note(exact, name, record, WEIGHTS.name, `${data.languages[code.slice(0, 2)] ?? code}: ${name}`);
      }
    });
    foreign = { names, index: found };
  };
  return search;
}

function once(make) {
  let made;
  return () => (made ??= make());
}

// How a question begins.
const QUESTION = /^\s*(what|whats|who|whom|how|why|when|where|which|do|does|can|is|are|difference|explain|define|meaning)\b|\?|\b(vs|versus|or|mean|means)\b/iu;

// Words of Spanish, Portuguese and French that carry nothing.
const FOREIGN_STOP = new Set("de del la el los las un una en para por con y o al que es".split(" "));

const sorted = (word) => [...word].sort().join("");

function ownNames(record) {
  return [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])].filter(Boolean);
}

/** How many words of the query a hit has; a word that is only spelled alike counts half. */
function sureness(hit) {
  return hit.queryTerms.reduce((sum, word) => sum + (hit.terms.some((each) => each.startsWith(word)) ? 1 : 0.5), 0);
}

function result(record, why, points) {
  return { kind: record.slug ? "term" : "guide", record, why, score: points };
}

function near(hit, asked) {
  const spelled = hit.terms.filter((word) => !asked.some((each) => word.startsWith(each)));
  return spelled.length > 0 ? `spelled like “${spelled[0]}”` : "";
}

/** Each name as one string, with the records that bear it, how much that counts, and how to say it. */
function exactNames(data) {
  const exact = new Map();
  for (const record of data.terms) {
    note(exact, record.term, record, WEIGHTS.term);
    if (record.short) note(exact, record.short, record, WEIGHTS.short, "", true);
  }
  for (const record of data.terms) {
    for (const other of record.also ?? []) {
      note(exact, other, record, WEIGHTS.also, `also called “${other}”`, /^[A-Z0-9&-]+$/.test(other));
    }
    for (const other of record.old ?? []) note(exact, other, record, WEIGHTS.old, `older name “${other}”`);
    for (const other of record.asked ?? []) note(exact, other, record, WEIGHTS.asked, `asked as “${other}”`);
  }
  for (const record of data.guides) note(exact, record.title, record, WEIGHTS.short - 1);
  return exact;
}

function note(exact, text, record, weight, why = "", short = false) {
  for (const each of new Set([key(text), content(text).join("")])) {
    if (!each) continue;
    const list = exact.get(each) ?? [];
    if (!list.some((entry) => entry.record === record)) list.push({ record, weight, why, short });
    exact.set(each, list);
  }
}
