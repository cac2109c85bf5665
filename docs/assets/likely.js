// What a query of several words is likely to be about, whatever the order of its words.

import { quoted, stem, telling } from "./words.js";

/** Why a term was found, if by the words in which people ask for it. */
export const ASKED = "in how people ask";

// In how many of a hundred ways of asking a word counts as used that stands in a name, a way of asking, the meaning.
const IN_NAME = 3;
const IN_PHRASE = 3;
const IN_MEANING = 2;
// A guide has few words, of which the second time says less than the first; so much brings it level with terms.
const IN_GUIDE = 2;
// A page that answers is worth more than a term that is mentioned.
const ANSWERS = 1.3;
// How much it tells that a word comes in this record, against that it may come in any.
const OWN = 8;

const known = new Map(); // single words come again and again

/** The stems of the telling words of a text. */
function stems(text) {
  let found = known.get(text);
  if (!found) {
    found = [...new Set(telling(text).map(stem))];
    if (!text.includes(" ")) known.set(text, found);
  }
  return found;
}

/** The texts of a record by which it is found, each with how often its words count as used, and how to say so. */
function texts(record, names) {
  if (!record.slug) {
    return [
      ...(record.asks ?? []).map(([text]) => ({ text, times: 1, why: `answers ${quoted(text)}`, question: text })),
      ...record.headings.map((text) => ({ text, times: 1, why: `under ${quoted(text)}` })),
      { text: record.title, times: IN_NAME, why: "in the title" },
      { text: record.description, times: 1, why: "in the summary" },
    ];
  }
  return [
    ...names.map((text) => ({ text, times: IN_NAME, why: "in the name" })),
    ...(record.asked ?? []).map((text) => ({ text, times: IN_PHRASE, why: ASKED })),
    { text: record.plain, times: IN_MEANING, why: "in the meaning" },
  ];
}

/** The stems of all words of a record, with how often they are used. */
function wordsOf(record, names) {
  const all = new Map();
  const add = (text, times) => {
    for (const each of stems(text)) all.set(each, (all.get(each) ?? 0) + times);
  };
  for (const { text, times } of texts(record, names)) add(text, times);
  for (const [word, times] of record.everyday ?? []) add(word, times);
  if (!record.slug) for (const [each, times] of all) all.set(each, IN_GUIDE * Math.sqrt(times));
  return all;
}

/**
 * { likely, knows }. `likely` is a function from a query to { found, sure }: `found` has { record, points, why, question }
 * for each record that shares a word with the query, best first; why says by which of its texts, and question is that
 * text if it is a question; `sure` is how sure it is that the query is of this field at all, from about 0 to 4. `knows`
 * says whether a word, in any form, comes in any record.
 *
 * The points follow a language model of each record, in which every word has its share, mixed with its share in all
 * records (Ponte and Croft, SIGIR 1998); as a sum over the words that the two have in common (Hiemstra, 2001).
 */
export function byLikelihood(terms, guides, namesOf) {
  const models = [...terms, ...guides].map((record) => ({ record, all: wordsOf(record, namesOf(record)), size: 0 }));
  const uses = new Map(); // of each word, in all records
  for (const model of models) {
    for (const [each, times] of model.all) {
      uses.set(each, (uses.get(each) ?? 0) + times);
      model.size += times;
    }
  }
  const whole = models.reduce((sum, { size }) => sum + size, 0);
  const mean = whole / models.length;
  const gain = (each, share) => Math.log(1 + (OWN * share * whole) / (uses.get(each) ?? 1));

  /** The text of a record that shares most with the query; words in which people ask are no text. */
  function likest(record, wanted) {
    let best = { why: ASKED };
    let most = record.slug ? wanted.length / 2 : 0;
    for (const one of texts(record, namesOf(record))) {
      const own = stems(one.text);
      const shared = own.filter((each) => wanted.includes(each)).length;
      if (shared > most || (shared === own.length && one.times === IN_NAME)) [best, most] = [one, shared];
    }
    return best;
  }

  function likely(query) {
    const wanted = stems(query);
    const found = [];
    for (const { record, all, size } of models) {
      let points = 0;
      for (const each of wanted) {
        // A short record is taken for longer than it is, as little is known of it.
        if (all.has(each)) points += gain(each, (2 * all.get(each)) / (size + mean));
      }
      if (!record.slug) points *= ANSWERS;
      if (points > 0) {
        found.push({
          record,
          points,
          get why() {
            return likest(record, wanted).why;
          },
          get question() {
            return likest(record, wanted).question;
          },
        });
      }
    }
    found.sort((a, b) => b.points - a.points);
    const best = found[0]?.points ?? 0;
    const most = wanted.reduce((sum, each) => sum + gain(each, 1 / mean), 0);
    const unknown = wanted.filter((each) => !uses.has(each)).length / wanted.length;
    return { found, sure: best / most + best / 20 + wanted.length / 12 - unknown / 2 };
  }

  return { likely, knows: (word) => uses.has(stem(word)) };
}
