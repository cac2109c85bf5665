// Finds terms and guides by their names: whole, half typed, misspelt, or in another order.

import { ASKED } from "./likely.js";
import { content, distance, key, quoted, wholeWords, words } from "./words.js";

// A question word by word is more telling than an “also called”, less than a name.
const WEIGHTS = { question: 95, term: 100, short: 98, also: 90, old: 86, name: 84, asked: 80 };

/** How many typing errors a word may hold: none in digits and the shortest, two in long ones. */
export function tolerance(word) {
  if (/\d/.test(word) || word.length < 3) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Functions that give the entries for a name: { record, weight, why }, and `question` or `short` if it is that. `form` is
 * a text as words.js folds it to one string; `knows` says whether a word comes anywhere in the search data.
 */
export function byName(terms, guides, knows) {
  const exact = exactNames(terms, guides);
  const anyOrder = once(() => namesInOrder(terms));
  const vocabulary = new Map();
  for (const record of terms) {
    for (const name of ownNames(record)) {
      for (const word of words(name)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
    }
  }

  /** The records whose name is just this, best first; “AEs” is also AE. */
  function named(form) {
    const one = form.length < 5 && form.endsWith("s") ? exact.get(form.slice(0, -1)) : null;
    return [...(exact.get(form) ?? one ?? [])].sort((a, b) => b.weight - a.weight);
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

  /** The terms whose name has just these words, in any order. */
  function reordered(some) {
    return (anyOrder().get(inOrder(some)) ?? []).map((record) => ({ record, why: "the name, in another order" }));
  }

  /** The only term with a name of these words and one more: “21 CFR 312” for 21 CFR Part 312. */
  function butForOne(some) {
    const found = new Set();
    for (const [own, records] of anyOrder()) {
      if (!own.includes(some[0])) continue; // most names, at a glance
      const all = own.split(" ");
      if (all.length === some.length + 1 && some.every((word) => all.includes(word))) records.forEach((each) => found.add(each));
    }
    return found.size === 1 ? [...found].map((record) => ({ record, why: "the name, but for a word" })) : [];
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
        // The last letter is seldom mistyped: “investigaton” means investigation rather than investigator.
        const cost = edits - (swapped ? 0.5 : 0) + (word.at(-1) === other.at(-1) ? 0 : 0.1);
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

  /** Take in one more name of a term. */
  function add(name, record, why) {
    note(exact, name, record, WEIGHTS.name, why);
  }

  return { exact, named, termsNamed, reordered, butForOne, begun, misspelt, corrected, add };
}

export function once(make) {
  let made;
  return () => (made ??= make());
}

/** All names of a term in English. */
export function ownNames(record) {
  return [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])].filter(Boolean);
}

/** The questions that a guide answers; none for a term. */
export function asks(record) {
  return (record.asks ?? []).map(([text]) => text);
}

const sorted = (word) => [...word].sort().join("");

/** Does a name begin like this but for one typing error, which is not in the first two letters? */
function beginsNearly(name, form) {
  if (!name.startsWith(form.slice(0, 2))) return false;
  return [0, 1].some((more) => distance(form, name.slice(0, form.length + more), 1) < 2);
}

/** Each name as one string, with the records that bear it, how much that counts, and how to say it. */
function exactNames(terms, guides) {
  const exact = new Map();
  for (const record of terms) {
    note(exact, record.term, record, WEIGHTS.term, "the name");
    if (record.short) note(exact, record.short, record, WEIGHTS.short, "the short form", true);
  }
  for (const record of terms) {
    for (const other of record.also ?? []) {
      note(exact, other, record, WEIGHTS.also, `also called “${other}”`, /^[A-Z0-9&-]+$/.test(other));
    }
    for (const other of record.old ?? []) note(exact, other, record, WEIGHTS.old, `older name “${other}”`);
    for (const other of record.asked ?? []) note(exact, other, record, WEIGHTS.asked, ASKED);
  }
  for (const record of guides) {
    note(exact, record.title, record, WEIGHTS.short - 1, "the title");
    // Only word by word: the content of “What is an SMO?” is the name of a term.
    for (const question of asks(record)) {
      const entry = { record, weight: WEIGHTS.question, why: `answers ${quoted(question)}`, question };
      exact.set(key(question), [...(exact.get(key(question)) ?? []), entry]);
    }
  }
  return exact;
}

/** The terms by the words of their names, sorted. */
function namesInOrder(terms) {
  const found = new Map();
  for (const record of terms) {
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
