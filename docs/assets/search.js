// The search engine of the site: no DOM, no network. createSearch(data) gives a function from a query
// to ranked results. Exact names come first, then words with prefixes and typing errors in all of
// them, then most of them; when nothing is near, nothing is given.

import MiniSearch from "./vendor/minisearch.js";

import { ASKED, byLikelihood } from "./likely.js";
import { anchor, content, distance, isForeign, key, slug, STOP, telling, wholeWords, words } from "./words.js";

// A question word by word is more telling than an “also called”, less than a name.
const WEIGHTS = { question: 95, term: 100, short: 98, also: 90, old: 86, name: 84, asked: 80 };

/** How many typing errors a word may hold: none in digits and the shortest, two in long ones. */
function tolerance(word) {
  if (/\d/.test(word) || word.length < 3) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * A function that knows queries of other fields, in which the same letters mean something else: it
 * gives the record with these letters and what they mean there, or null.
 */
function otherFields(data, knows, exact) {
  const meanings = [];
  for (const record of data.terms) {
    for (const text of record.elsewhere ?? []) {
      const all = new Set(content(text));
      meanings.push({ record, text, all, own: [...all].filter((word) => !knows(word)) });
    }
  }
  return function find(asked) {
    let best = null;
    for (const { record, text, all, own } of meanings) {
      const shared = asked.filter((word) => all.has(word)).length;
      const lettered = asked.includes(key(record.short ?? ""));
      const foreign = asked.filter((word) => own.includes(word)).length;
      const whole = shared > 1 && shared === asked.length && !asked.every((word) => exact.has(word));
      const telling = whole || (foreign > 0 && (lettered || shared > 1));
      const points = shared + foreign + (lettered ? 1 : 0);
      if (telling && points > (best?.points ?? 0)) best = { points, record, text };
    }
    return best && { record: best.record, why: `Elsewhere: ${best.text}` };
  };
}

/**
 * A function from a query to results, best first. Each result is { kind, record, why, met, score }: kind
 * is "term", "guide" or, alone, "elsewhere" for a query that belongs to another field; why says how the
 * query was met; met holds the words that were met.
 */
export function createSearch(packed) {
  const data = { languages: packed.languages, ...unpack(packed) };
  const records = [...data.terms, ...data.guides];
  const exact = exactNames(data);
  // Worked out when a query first needs them: a name does not.
  const likelihood = once(() => byLikelihood(data.terms, data.guides.filter((guide) => guide.asks), ownNames));
  const knows = (word) => likelihood().knows(word);
  const elsewhere = once(() => otherFields(data, knows, exact));
  const anyOrder = once(() => namesInOrder(data));
  const index = new MiniSearch({
    fields: ["name", "part"],
    idField: "id",
    tokenize: words,
    processTerm: (word) => (STOP.has(word) ? null : word),
  });
  index.addAll(
    records.map((record, id) =>
      record.slug
        ? { id, name: ownNames(record).join(" "), part: "" }
        : { id, name: record.title, part: [...record.headings, ...asks(record)].join(" ") },
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
    boost: { name: 5, part: 2.5 },
    // The last word may be half typed; the words before it are whole.
    prefix: (word, at, all) => word.length > (at < all.length - 1 ? 3 : all.length > 1 ? 0 : 1),
    fuzzy: (word) => (word.length < 4 ? false : tolerance(word)),
    weights: { fuzzy: 0.35, prefix: 0.6 },
  };

  /** The names that have all words of the query, half typed or misspelt as they may be. */
  function withAll(query, asked) {
    const hits = index.search(query, { ...options, combineWith: "AND" });
    return hits
      .filter((hit) => asked.length < 2 || sureness(hit) > asked.length * 0.55)
      .map((hit) => ({ ...result(records[hit.id], near(hit, asked), score(hit, asked, records[hit.id])), met: hit.terms, sure: sureness(hit) >= asked.length }));
  }

  /** What a query is likely to be about; nothing if it is not of this field. */
  function likely(query) {
    const asked = telling(query);
    const { found, sure } = likelihood().likely(query);
    const unknown = asked.filter((word) => !STOP.has(word) && !knows(word)).length;
    const ofField = asked.length < 2 ? unknown === 0 : asked.some((word) => FIELD.has(word)) && unknown <= asked.length / 4;
    if (!ofField && sure < SURE) return [];
    return found
      .slice(0, MOST)
      .filter(({ points }) => points > NEARLY * found[0].points)
      .map(({ record, points, why, question }) => result(record, why, points, question));
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
    const whole = wholeWords(query);
    const several = whole.length > 1;
    const found = whole.map((typed) => {
      const [single] = words(typed);
      if (vocabulary.has(single) || (several && knows(single))) return single;
      const guess = nearest(single, typed);
      changed ||= guess !== null;
      return guess ?? single;
    });
    return changed ? found.join(" ") : "";
  }

  function score(hit, asked, record) {
    const own = words(record.term ?? record.title);
    const met = own.filter((word) => hit.terms.includes(word)).length;
    // A short name that is fully met beats a long one that is met in passing, and a name that holds more of
    // the query beats one that holds less.
    const whole = met === own.length && met === asked.length ? 2 : 1;
    // A short form within a question is what the question is about: “how does an FSP model work”.
    const short = record.short && asked.includes(key(record.short)) ? 1.5 : 1;
    const named = short * whole * (1 + met / own.length) * (1 + Math.min(met / Math.max(asked.length, 1), 1));
    return (hit.score * named * hit.queryTerms.length) / Math.max(asked.length, 1);
  }

  /** The records whose name is just this, best first; “AEs” is also AE. */
  function named(form) {
    const found = exact.get(form) ?? (form.length < 5 && form.endsWith("s") && exact.get(form.slice(0, -1))) ?? [];
    return [...(found || [])].sort((a, b) => b.weight - a.weight);
  }

  /** The terms whose name, not only a way of asking, is just these words. */
  function termsNamed(some) {
    return named(some.join("")).filter(({ record, weight }) => record.slug && weight >= WEIGHTS.old);
  }

  /**
   * The records of the name that is nearest to the whole query: “clincal trail” holds no unknown word. Two typing
   * errors in a short name are guessed at, unless it must be certain, if only one name is that near; the shortest must
   * begin alike.
   */
  function misspelt(form, certain) {
    const short = form.length < 8;
    const sure = short ? 0 : form.length < 12 ? 1 : form.length < 18 ? 2 : 3;
    let least = certain ? sure : form.length < 6 ? 0 : Math.max(sure, 2);
    let best = null;
    let alone = true;
    for (const [name, entries] of exact) {
      if (Math.abs(name.length - form.length) > least || entries[0].weight < WEIGHTS.old) continue;
      if ((short || certain) && name[0] !== form[0]) continue;
      if (short && name.length < 6) continue;
      const edits = distance(form, name, least);
      if (edits < least || (edits === least && !best)) [best, least, alone] = [name, edits, true];
      else if (edits === least && entries[0].record !== exact.get(best)[0].record) alone = false;
    }
    return best && (least <= sure || alone) ? named(best) : [];
  }

  /**
   * The records that are named within the query, if the query asks for little else: “what is a CAPA plan”; and whether
   * it asks for nothing else.
   */
  function within(query, asked) {
    const question = QUESTION.test(query);
    if (!question && !asked.every((word) => knows(word) || GENERIC.has(word))) return { found: [] };
    const found = [];
    let covered = 0;
    let strong = false; // a short form, a name of several words, or what a “what is …” asks about first
    let longest = 0;
    for (let at = 0; at < asked.length; ) {
      let length = Math.min(4, asked.length - at);
      let hits = [];
      for (; length > 0; length -= 1) {
        hits = termsNamed(asked.slice(at, at + length));
        if (hits.length > 0) break;
      }
      // “… in a clinical trial” is said of everything here.
      const filler = asked.slice(at, at + length).every((word) => GENERIC.has(word)) && asked.length > length;
      if (length > 0 && !filler) {
        const sure = length > 1 || hits.some(({ short }) => short) || (at === 0 && WHAT.test(query));
        if (sure || asked.length < 3) found.push(...hits);
        if (sure || asked.length < 3) covered += length;
        strong ||= sure;
        longest = Math.max(longest, length);
      }
      at += Math.max(length, 1);
    }
    const rest = asked.filter((word) => !GENERIC.has(word)).length;
    const enough = longest > 1 || (question && covered >= asked.length / 2) || (question && WHAT.test(query));
    const nothingElse = covered >= rest;
    return { found: nothingElse || (strong && enough) ? found : [], nothingElse };
  }

  /** The terms that are named by some, but not all, of the words, and which part of the words their name is. */
  function parts(asked) {
    const found = new Map();
    for (let length = Math.min(4, asked.length - 1); length > 0; length -= 1) {
      for (let at = 0; at + length <= asked.length; at += 1) {
        for (const { record } of termsNamed(asked.slice(at, at + length))) {
          if (!found.has(record)) found.set(record, length / asked.length);
        }
      }
    }
    return found;
  }

  /** The records with a name that begins like this, the shortest first: what a reader who is still typing may want. */
  function begun(form, nearly = false) {
    if (form.length < (nearly ? 10 : 4)) return [];
    const found = [];
    for (const [name, entries] of exact) {
      if (name[0] !== form[0]) continue;
      const own = entries.filter(({ weight, question }) => weight >= WEIGHTS.old && !question);
      if (own.length === 0 || !(nearly ? beginsNearly(name, form) : name.startsWith(form))) continue;
      for (const entry of own) found.push({ ...entry, length: name.length });
    }
    return found.sort((a, b) => b.weight - a.weight || a.length - b.length);
  }

  function search(query) {
    const found = [];
    const asked = [...new Set(content(query))];
    const add = (entry) => {
      if (!found.some((other) => other.record === entry.record)) found.push({ met: asked, ...entry });
    };
    const typed = key(query);
    for (const { record, weight, why, question } of named(typed)) add(result(record, why, 1000 + weight, question));
    // “informed consent for” is half a name rather than the name before it.
    if (found.length === 0) for (const { record, weight } of begun(typed)) add(result(record, "the name begins so", 800 + weight));
    for (const { record, weight, why } of named(asked.join(""))) add(result(record, why, 700 + weight));
    // The words of a name in another order are that name: “when is a breach serious”.
    if (found.length === 0 && asked.length > 1) {
      for (const record of anyOrder().get(inOrder(asked)) ?? []) add(result(record, "the name, in another order", 700));
    }
    // “what is a risk assessment in a trial” asks for a name, too.
    const special = asked.filter((word) => !EVERYWHERE.has(word)).join("");
    if (found.length === 0) for (const { record, weight, why } of named(special)) add(result(record, why, 700 + weight));
    const certain = found.length > 0;
    const other = certain ? null : elsewhere()(asked);
    if (other) return [{ kind: "elsewhere", met: [], score: 0, ...other }];
    const all = withAll(query, asked);
    const spelled = certain ? "" : corrected(query);
    for (const { record, weight } of named(key(spelled))) add(result(record, `spelled like “${spelled}”`, 600 + weight));
    const several = telling(query).length > 1;
    const unknown = spelled || (several ? !asked.every(knows) : all.length === 0);
    if (found.length === 0 && (unknown || several)) {
      const near = misspelt(typed, !unknown);
      for (const { record, weight } of near.length > 0 ? near : begun(typed, true)) {
        add(result(record, `spelled like “${record.term}”`, 500 + weight));
      }
    }
    const sure = several ? [] : all.filter((hit) => hit.sure);
    let rest = sure.length > 0 ? sure : likely(query);
    if (rest.length === 0) rest = all;
    if (rest.length === 0 && spelled) rest = withAll(spelled, content(spelled));
    if (several && found.length === 0) {
      const { found: names, nothingElse } = within(query, content(query));
      const bonus = new Map();
      for (const { record, weight, why } of names) {
        if (nothingElse) add(result(record, why, 400 + weight));
        else bonus.set(record, NAME);
      }
      // “why is blinding used”: whatever else is asked, what is named may be the topic.
      if (QUESTION.test(query) || rest.length > 0) {
        for (const [record, part] of parts(asked)) bonus.set(record, (bonus.get(record) ?? 0) + TOPIC * part);
      }
      for (const [record, points] of bonus) {
        const other = rest.find((entry) => entry.record === record);
        if (other) other.score += points;
        else rest.push(result(record, "in the name", points));
      }
    }
    if (foreign && (isForeign(query) || rest.length === 0)) {
      const wanted = words(query).filter((word) => !FOREIGN_STOP.has(word));
      const need = isForeign(query) ? Math.ceil(wanted.length / 2) : wanted.length;
      // A name that is nothing but the query comes before those that only hold it.
      const share = (hit) => (hit.score * hit.terms.length * hit.queryTerms.length ** 2) / foreign.lengths[hit.id];
      const latin = (word) => /[a-z]/.test(word) && word.length > 5;
      const hits = foreign.index.search(wanted.join(" "), { prefix: (word) => word.length > 3, fuzzy: (word) => latin(word) && 0.2 });
      for (const hit of hits.sort((a, b) => share(b) - share(a))) {
        const record = data.terms[hit.id];
        if (hit.queryTerms.length >= need) add(result(record, Object.values(foreign.names[record.slug]).flat().join(", "), hit.score));
      }
    }
    rest.sort((a, b) => b.score - a.score).forEach(add);
    return found.slice(0, MOST);
  }

  /** Take in the names in other languages: by slug and language code, a list. */
  search.addNames = (names) => {
    const found = new MiniSearch({ fields: ["name"], idField: "id", tokenize: words });
    const lengths = [];
    data.terms.forEach((record, id) => {
      const own = names[record.slug] ?? {};
      const all = Object.entries(own).flatMap(([code, some]) => some.map((name) => [code, name]));
      found.add({ id, name: all.map(([, name]) => name).join(" ") });
      lengths.push(Math.max(1, ...all.map(([, name]) => words(name).length)));
      for (const [code, name] of all) {
        note(exact, name, record, WEIGHTS.name, `${data.languages[code.slice(0, 2)] ?? code}: ${name}`);
      }
    });
    foreign = { names, index: found, lengths };
  };
  return search;
}

function once(make) {
  let made;
  return () => (made ??= make());
}

// How a question begins that asks what something is.
const WHAT = /^\s*(what|whats|define|explain|meaning)\b/iu;
// Words that are of this field for sure, if all others are known here.
const FIELD = new Set(words("trial study clinical research sponsor CRO SMO participant patient investigator IRB consent drug medicine"));
// How sure it must be that a query of several words is of this field, from about 0 to 3; and which part of the points
// of the best answer another one needs to be shown.
const SURE = 1.8;
const NEARLY = 0.5;
// So many results are given at most.
const MOST = 40;
// What it adds to these points that little but a name is asked for, and that it is named at all.
const NAME = 2;
const TOPIC = 1.5;
// What is said of everything here.
const EVERYWHERE = new Set(words("clinical trial study research"));
// Words that people add to a name without asking for anything else.
const GENERIC = new Set(
  words("plan template example sample form process list job role course training description guideline requirement clinical trial research pharma acronym abbreviation full explained need needed required necessary important"),
);
// How a question begins.
const QUESTION = /^\s*(what|whats|who|whom|how|why|when|where|which|do|does|can|is|are|difference|explain|define|meaning)\b|\?|\b(vs|versus|or|mean|means)\b/iu;

// Words of Spanish, Portuguese and French that carry nothing.
const FOREIGN_STOP = new Set("de del la el los las un una en para por con y o al que es".split(" "));

const sorted = (word) => [...word].sort().join("");

function ownNames(record) {
  return [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])].filter(Boolean);
}

/** Does a name begin like this but for one typing error, which is not in the first two letters? */
function beginsNearly(name, form) {
  if (!name.startsWith(form.slice(0, 2))) return false;
  return [0, 1].some((more) => distance(form, name.slice(0, form.length + more), 1) < 2);
}

/** How many words of the query a hit has; a word that is only spelled alike counts half. */
function sureness(hit) {
  return hit.queryTerms.reduce((sum, word) => sum + (hit.terms.some((each) => each.startsWith(word)) ? 1 : 0.5), 0);
}

/** A result; if a guide was found by a question that it answers, with the anchor of the answer. */
function result(record, why, points, question) {
  const [, place = ""] = (record.asks ?? []).find(([text]) => text === question) ?? [];
  return { kind: record.slug ? "term" : "guide", record, why, score: points, anchor: anchor(record.headings?.[place] ?? String(place)) };
}

/** The questions that a guide answers; none for a term. */
function asks(record) {
  return (record.asks ?? []).map(([text]) => text);
}

/** Why a hit was found: by a word that is spelled alike, or where its words stand. */
function near(hit, asked) {
  const spelled = hit.terms.filter((word) => !asked.some((each) => word.startsWith(each)));
  if (spelled.length > 0) return `spelled like “${spelled[0]}”`;
  const places = new Set(Object.values(hit.match).flat());
  return places.has("name") ? "in the name" : places.has("asked") ? ASKED : "in the meaning";
}

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
  let word = "";
  for (const [, shared, rest] of everyday.matchAll(/([A-J])([a-z0-9]*)/g)) {
    word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
    const size = ones();
    const count = 2 ** size + number(size);
    const low = 31 - Math.clz32(records.length / count);
    let next = 0;
    for (let use = 0; use < count; use += 1) {
      next += ones() * 2 ** low + number(low);
      records[next].everyday.set(word, bit() ? (bit() ? MOSTLY : SELDOM) : OFTEN);
      next += 1;
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

/** Each name as one string, with the records that bear it, how much that counts, and how to say it. */
function exactNames(data) {
  const exact = new Map();
  for (const record of data.terms) {
    note(exact, record.term, record, WEIGHTS.term, "the name");
    if (record.short) note(exact, record.short, record, WEIGHTS.short, "the short form", true);
  }
  for (const record of data.terms) {
    for (const other of record.also ?? []) {
      note(exact, other, record, WEIGHTS.also, `also called “${other}”`, /^[A-Z0-9&-]+$/.test(other));
    }
    for (const other of record.old ?? []) note(exact, other, record, WEIGHTS.old, `older name “${other}”`);
    for (const other of record.asked ?? []) note(exact, other, record, WEIGHTS.asked, ASKED);
  }
  for (const record of data.guides) {
    note(exact, record.title, record, WEIGHTS.short - 1, "the title");
    // Only word by word: the content of “What is an SMO?” is the name of a term.
    for (const question of asks(record)) {
      const entry = { record, weight: WEIGHTS.question, why: `answers “${question}”`, question };
      exact.set(key(question), [...(exact.get(key(question)) ?? []), entry]);
    }
  }
  return exact;
}

/** The terms by the words of their names, sorted. */
function namesInOrder(data) {
  const found = new Map();
  for (const record of data.terms) {
    for (const name of ownNames(record)) {
      const own = inOrder(content(name));
      found.set(own, [...(found.get(own) ?? []), record]);
    }
  }
  return found;
}

function inOrder(some) {
  return [...some].sort().join(" ");
}

function note(exact, text, record, weight, why, short = false) {
  for (const each of new Set([key(text), content(text).join("")])) {
    if (!each) continue;
    const list = exact.get(each) ?? [];
    if (!list.some((entry) => entry.record === record)) list.push({ record, weight, why, short });
    exact.set(each, list);
  }
}
