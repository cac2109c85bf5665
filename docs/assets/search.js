// The search engine of the site: no DOM, no network. createSearch(data) gives a function from a query
// to ranked results. Exact names come first, then words with prefixes and typing errors in all of
// them, then most of them; when nothing is near, nothing is given.

import MiniSearch from "./vendor/minisearch.js";

import { content, distance, isForeign, key, slug, STOP, wholeWords, words } from "./words.js";

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
function otherFields(data, here, exact) {
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
      const whole = shared > 1 && shared === asked.length && !asked.every((word) => exact.has(word));
      const telling = whole || (foreign > 0 && (lettered || shared > 1));
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
    const lists = [record.also, record.old, record.asked, record.headings, asks(record)];
    for (const text of [...texts, ...lists.flat()]) for (const word of content(text ?? "")) here.add(word);
  }
  return here;
}

// Countries, as everyday words that stand for one another.
const COUNTRIES = [
  "us usa america american",
  "uk britain british england",
  "eu europe european",
  "japan japanese",
  "china chinese",
  "india indian",
  "australia australian",
  "brazil brazilian",
  "korea korean",
  "spain spanish",
  "france french",
  "germany german",
  "taiwan taiwanese",
  "canada canadian",
  "singapore",
];

// Everyday words that stand for one another when a whole question is compared; the first is the one that counts.
const SAME = [
  ...COUNTRIES,
  "trial study",
  "drug medicine medication pill tablet",
  "site hospital clinic center practice",
  "doctor physician investigator",
  "person people patient participant volunteer subject someone somebody",
  "company firm vendor supplier provider",
  "paper document record file binder folder",
  "pay paid payment money fee cost price cash refund reimburse earn salary wage bill invoice",
  "check verify control review inspect",
  "rule law regulation act",
  "agency authority regulator regulate government office",
  "harm injury hurt damage",
  "stop end quit leave terminate halt",
  "start begin open",
  "mistake error wrong",
  "boss manager head leader chief lead",
  "computer system software app",
  "secret confidential hidden",
  "keep kept store archive retain stored",
  "join enroll enter participate",
  "child kid minor daughter son baby teenager adolescent",
  "relative family father mother dad mum mom parent brother sister uncle aunt wife husband guardian",
  "animal mouse mice rat",
  "send ship transfer mail courier deliver shipment transport",
  "approve allow permit permission approval",
  "contract agreement",
  "consent agree",
  "job role career",
  "ill sick disease illness",
  "pick choose select choice selection",
  "tell inform report notify notice",
  "ad advert advertisement advertising poster newspaper radio facebook",
  "visit appointment",
  "phone call telephone",
  "forbid ban prohibit",
  "cheat fake fraud invent lie",
  "fix correct mend repair clean",
  "supervise oversee watch",
  "train training course teach",
  "hire buy rent lend outsource purchase procurement",
  "offer quote bid proposal",
  "home house",
  "death die dead fatal",
  "group arm",
  "destroy shred burn discard",
  "list log register registry",
  "fridge freezer refrigerator cold cool",
  "result outcome finding",
  "early soon premature",
  "unconscious coma dementia alzheimer incapacitated incapable",
  "expert specialist consultant adviser advisor",
  "decide decision vote",
  "change replace switch swap",
  "share stock",
  "sue court lawsuit lawyer claim",
  "insurance insure insurer",
  "leftover unused remaining",
  "fill enter type",
  "plan schedule timetable",
  "license licence",
  "foreign overseas abroad",
  "online internet web website",
  "talk discuss conversation",
  "odd strange unusual weird",
  "box kit package",
  "warm hot heat temperature",
  "chance lottery coin random",
  "university academic professor",
  "freelance contractor temporary",
  "yearly annual year",
  "last final",
  "copy scan photocopy",
  "sign signature",
  "password login access",
  "cancer tumor oncology",
  "diary notebook",
  "questionnaire survey",
  "slow late delay",
  "fast quick speed",
  "plain simple easy",
  "taxi petrol parking travel ticket hotel trip",
];
const CANON = new Map(
  SAME.flatMap((line) => {
    const [first, ...others] = line.split(" ").flatMap(words);
    return others.flatMap((other) => [other, bare(other)].map((form) => [form, bare(first)]));
  }),
);

const PLACES = new Set(COUNTRIES.map((line) => bare(line.split(" ")[0])));

/** A word without its ending. */
function bare(word) {
  const short = word.length > 5 ? word.replace(/ied$/, "y").replace(/(ation|ment|ing|ion|al|ed|er|or|ly)$/, "") : word;
  return short.length > 3 ? short.replace(/(?<=...)(at|e)$/, "") : short;
}

/** The stem of a word for comparing whole questions: pays, payment and paying are near enough as “pay”. */
function stem(word) {
  return CANON.get(word) ?? CANON.get(bare(word)) ?? bare(word);
}

// Why a result was found, if by a way of asking.
const ASKED = "in how people ask";

// A word of a name counts as much as the word in this many ways of asking.
const NAMED = 3;

/**
 * A function from the words of a query to the records that are asked for in such words. For each, from 0 to 1:
 * points for how likely it is meant, and how sure it is that just this is a way of asking for it; then its likest
 * text, with how to say that, and its words. The points follow a language model of each record, in which every word has its share (Ponte
 * and Croft, SIGIR 1998): many words that this record has and few others have, whatever their order.
 */
function byQuestion(data) {
  const stems = (text) => [...new Set(content(text).map(stem))];
  const model = (record, { names, asked, headings = [], meaning }) => {
    const texts = [
      // The ways of asking for a term come without their filler words: not to be quoted.
      ...asked.map((text) => ({ text, why: record.slug ? ASKED : `answers “${text}”`, times: 1 })),
      ...headings.map((text) => ({ text, why: `under “${text}”`, times: 1 })),
      { text: meaning, why: "in the meaning", times: 1 },
      ...names.map((text) => ({ text, why: "in the name", times: NAMED })),
    ].map((each) => ({ ...each, own: stems(each.text) }));
    const all = new Map();
    for (const { own, times } of texts) for (const each of own) all.set(each, (all.get(each) ?? 0) + times);
    // The second time says less than the first.
    for (const [each, times] of all) all.set(each, Math.sqrt(times));
    return { record, texts, all, size: [...all.values()].reduce((sum, times) => sum + times, 0) };
  };
  const models = [
    ...data.terms.map((record) => model(record, { names: ownNames(record), asked: record.asked ?? [], meaning: record.plain })),
    ...data.guides
      .filter((record) => record.asks)
      .map((record) => model(record, { names: [record.title], asked: asks(record), headings: record.headings, meaning: record.description })),
  ];
  const uses = new Map(); // in how many records a word is
  const share = new Map(); // how much of all words it is
  const size = models.reduce((sum, each) => sum + each.size, 0);
  for (const { all } of models) {
    for (const [each, times] of all) {
      uses.set(each, (uses.get(each) ?? 0) + 1);
      share.set(each, (share.get(each) ?? 0) + times / size);
    }
  }
  const mean = size / models.length;
  const weight = (each) => Math.log(1 + models.length / (uses.get(each) ?? 0.5));
  const total = (some) => some.reduce((sum, each) => sum + weight(each), 0);
  const gain = (each, part) => Math.log(1 + (4 * part) / (share.get(each) ?? 0.5 / size));
  for (const { texts } of models) for (const text of texts) text.total = total(text.own);
  return function find(asked) {
    const wanted = [...new Set(asked.map(stem))];
    const whole = total(wanted);
    const most = wanted.reduce((sum, each) => sum + gain(each, 1 / mean), 0);
    const found = new Map();
    for (const { record, texts, all, size: own } of models) {
      const met = wanted.filter((each) => all.has(each));
      if (total(met) < 0.3 * whole) continue;
      const likely = met.reduce((sum, each) => sum + gain(each, (2 * all.get(each)) / (own + mean)), 0);
      let alike = 0;
      let sure = 0; // how like a way of asking; a name has rules of its own
      let likest = texts[0];
      for (const one of texts) {
        const points = total(met.filter((each) => one.own.includes(each))) / Math.sqrt(whole * one.total);
        if (points > alike) [alike, likest] = [points, one];
        if (one.times < NAMED) sure = Math.max(sure, points);
      }
      found.set(record, { points: Math.min(1, 0.6 * (likely / most) * (1 + alike ** 2)), sure, likest, all });
    }
    return found;
  };
}

/**
 * A function from a query to results, best first. Each result is { kind, record, why, met, score }: kind
 * is "term", "guide" or, alone, "elsewhere" for a query that belongs to another field; why says how the
 * query was met; met holds the words that were met.
 */
export function createSearch({ terms, ...others }) {
  const data = { ...others, terms: unpack(terms) };
  const records = [...data.terms, ...data.guides];
  const exact = exactNames(data);
  // Worked out when a query first needs them: a single word does not.
  const here = once(() => fieldWords(records));
  const elsewhere = once(() => otherFields(data, here(), exact));
  const questions = once(() => byQuestion(data));
  const anyOrder = once(() => namesInOrder(data));
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
        : { id, name: record.title, asked: [...record.headings, ...asks(record)].join(" "), text: record.description },
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
    prefix: (word, at, all) => word.length > (at < all.length - 1 ? 3 : all.length > 1 ? 0 : 1),
    fuzzy: (word) => (word.length < 4 ? false : tolerance(word)),
    weights: { fuzzy: 0.35, prefix: 0.6 },
  };

  function ranked(query, asked, likely) {
    const all = index.search(query, { ...options, combineWith: "AND" }).filter((hit) => asked.length < 2 || sureness(hit) > asked.length * 0.55);
    const hits = new Map(all.map((hit) => [hit.id, hit]));
    if (asked.length > 1) {
      // Most of the words, and never one alone.
      const need = asked.length < 4 ? asked.length * 0.75 : asked.length * 0.55;
      for (const hit of index.search(query, { ...options, combineWith: "OR" })) {
        if (!hits.has(hit.id) && sureness(hit) >= need) hits.set(hit.id, hit);
      }
    }
    const alike = asked.length > 1 ? likely() : new Map();
    const typed = key(query);
    const scored = [...hits.values()].map((hit) => {
      const record = records[hit.id];
      const begun = record.slug && key(record.term).startsWith(typed) ? 2 : 1;
      return { hit, record, points: begun * score(hit, asked, record) };
    });
    const most = Math.max(...scored.map(({ points }) => points));
    const found = scored.map(({ hit, record, points }) => {
      const { points: likeliness = 0, likest } = alike.get(record) ?? {};
      // Of several words, what they say together counts most, and where they stand a little.
      const both = asked.length > 1 ? LIKELINESS * likeliness + (PLACE * points) / most : points;
      return { ...result(record, near(hit, asked), both, likest?.text), met: hit.terms, all: sureness(hit) >= asked.length };
    });
    const seen = new Set(found.map(({ record }) => record));
    const above = (least) => [...alike].filter(([record, { points }]) => points > least && !seen.has(record));
    let more = asked.length < 3 ? [] : above(asked.length > 4 ? ALIKE : ALIKE_SHORT);
    // If nothing else is near, most words are known and one is of this field for sure, the likeliest will do.
    const known = () => ofField(asked) && asked.filter(familiar).length >= KNOWN * asked.length;
    if (found.length + more.length === 0 && asked.length > 2 && known()) more = above(ALIKE_LEAST);
    for (const [record, { points, likest }] of more) found.push(result(record, likest.why, LIKELINESS * points, likest.text));
    return found;
  }

  /** Is it a word of the field, or an everyday word for one? */
  function familiar(word) {
    return here().has(word) || CANON.has(word);
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
   * errors in a short name are guessed at if only one name is that near; the shortest must begin alike.
   */
  function misspelt(form) {
    const short = form.length < 8;
    const sure = short ? 0 : form.length < 12 ? 1 : form.length < 18 ? 2 : 3;
    let least = form.length < 6 ? 0 : Math.max(sure, 2);
    let best = null;
    let alone = true;
    for (const [name, entries] of exact) {
      if (Math.abs(name.length - form.length) > least || entries[0].weight < WEIGHTS.old) continue;
      if (short && (name[0] !== form[0] || name.length < 6)) continue;
      const edits = distance(form, name, least);
      if (edits < least || (edits === least && !best)) [best, least, alone] = [name, edits, true];
      else if (edits === least && entries[0].record !== exact.get(best)[0].record) alone = false;
    }
    return best && (least <= sure || alone) ? named(best) : [];
  }

  /** The records that are named within the query, if the query asks for little else: “what is a CAPA plan”. */
  function within(query, asked) {
    const question = QUESTION.test(query);
    if (!question && !asked.every((word) => here().has(word) || GENERIC.has(word))) return [];
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
    return covered >= rest || (strong && enough) ? found : [];
  }

  /** The terms that are named by some, but not all, of the words, with how many words their name has. */
  function parts(asked) {
    const found = [];
    for (let length = Math.min(4, asked.length - 1); length > 0; length -= 1) {
      for (let at = 0; at + length <= asked.length; at += 1) {
        for (const entry of termsNamed(asked.slice(at, at + length))) found.push({ ...entry, length });
      }
    }
    return found;
  }

  /** The results with those of the country that is asked for first: “which ethics committee in Spain”. */
  function local(found, asked, likely) {
    const places = asked.map(stem).filter((word) => PLACES.has(word));
    if (places.length === 0 || asked.length < 3) return found;
    // All but the country is a name: “a serious breach in the UK”.
    const [best] = found;
    const name = best ? words(best.record.term ?? "") : [];
    if (asked.every((word) => name.includes(word) || PLACES.has(stem(word)))) return found;
    const least = Math.max(LIKELY, NEARLY * (likely().get(best?.record)?.points ?? 0));
    const there = ({ record }) => {
      const { points = 0, all } = likely().get(record) ?? {};
      return points >= least && places.every((place) => all.has(place));
    };
    return [...found.filter(there), ...found.filter((entry) => !there(entry))];
  }

  function search(query) {
    const found = [];
    const asked = [...new Set(content(query))];
    const likely = once(() => questions()(asked));
    const add = (entry) => {
      if (!found.some((other) => other.record === entry.record)) found.push({ met: asked, ...entry });
    };
    // “what is a risk assessment in a trial” asks for a name, too.
    const special = asked.filter((word) => !EVERYWHERE.has(word)).join("");
    for (const form of [key(query), asked.join(""), special]) {
      for (const { record, weight, why, question } of named(form)) {
        if (weight > WEIGHTS.asked) add(result(record, why, 1000 + weight, question));
      }
    }
    // The words of a name in another order are that name: “when is a breach serious”.
    if (found.length === 0 && asked.length > 1) {
      for (const record of anyOrder().get(inOrder(asked)) ?? []) add(result(record, "the name, in another order", 900));
    }
    // The query is just, or nearly, what people ask of a term: “what is a CRO called in Brazil”.
    if (found.length === 0 && asked.length > 1) {
      for (const { record, weight, why } of named(asked.join(""))) if (weight === WEIGHTS.asked) add(result(record, why, 890));
      const certainly = [...likely()].filter(([record, { sure }]) => record.slug && sure >= SURE);
      certainly.sort((a, b) => b[1].points - a[1].points);
      for (const [record, { points, likest }] of certainly) add(result(record, likest.why, 800 * points, likest.text));
    }
    const certain = found.length > 0;
    const other = certain ? null : elsewhere()(asked);
    if (other) return [{ kind: "elsewhere", met: [], score: 0, ...other }];
    const spelled = certain ? "" : corrected(query);
    for (const { record, weight } of named(key(spelled))) add(result(record, `spelled like “${spelled}”`, 800 + weight));
    let rest = ranked(query, asked, likely);
    if (rest.length === 0 && spelled) rest = ranked(spelled, content(spelled), () => questions()(content(spelled)));
    const weigh = (record, why, more) => {
      const { points } = likely().get(record) ?? { points: 0 };
      rest.push({ met: asked, ...result(record, why, LIKELINESS * points + more) });
    };
    if (found.length === 0 && (spelled || !rest.some(({ all }) => all))) {
      for (const { record, weight } of misspelt(key(query))) add(result(record, `spelled like “${record.term}”`, 750 + weight));
    }
    if (!found.some(({ kind }) => kind === "term") && asked.length > 1 && (QUESTION.test(query) || !rest.some(({ all }) => all))) {
      for (const { record, weight, why } of within(query, asked)) {
        // Among many words a name is one sign of several.
        if (asked.length < 3) add(result(record, why, 600 + weight));
        else weigh(record, why, NAME);
      }
    }
    for (const { record, weight, why } of named(key(query))) add(result(record, why, 1000 + weight));
    // “why is blinding used”: whatever else is asked, what is named may be the topic.
    const topics = parts(asked);
    const meant = () => (ofField(asked) || topics.some(({ short }) => short)) && asked.every(familiar);
    if (topics.length > 0 && (QUESTION.test(query) || meant())) {
      for (const { record, why, length } of topics) weigh(record, why, (TOPIC * length) / asked.length);
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
    return (certain ? found : local(found, asked, likely)).slice(0, 40);
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
// Words that are of this field for sure.
const FIELD = new Set(
  words("trial study drug medicine pill patient participant volunteer hospital clinic site sponsor CRO SMO research database consent nurse protocol committee blood inspector monitor record document"),
);
// How near a record is to a whole question, from 0 to 1: the same content words; likely, if the country is right;
// near enough to be shown though it misses some of the words; and if nothing else is found.
const SURE = 0.95;
const LIKELY = 0.33;
const NEARLY = 0.85; // which part of the best one's likeliness, too, if the country is right
const ALIKE = 0.42;
const ALIKE_SHORT = 0.55; // few words say less
const ALIKE_LEAST = 0.3;
// Which part of the words must be known then.
const KNOWN = 0.6;
// What counts how much in the order of results of several words: how likely a record is meant, in which of its
// fields the words stand, that little but its name is asked for, and that it is named at all.
const LIKELINESS = 100;
const PLACE = 25;
const NAME = 50;
const TOPIC = 10;
// What is said of everything here.
const EVERYWHERE = new Set(words("clinical trial study research"));
// Words that people add to a name without asking for anything else.
const GENERIC = new Set(
  words("plan template example sample form process list job role course training description guideline requirement clinical trial research pharma acronym abbreviation full explained"),
);
// How a question begins.
const QUESTION = /^\s*(what|whats|who|whom|how|why|when|where|which|do|does|can|is|are|difference|explain|define|meaning)\b|\?|\b(vs|versus|or|mean|means)\b/iu;

// Words of Spanish, Portuguese and French that carry nothing.
const FOREIGN_STOP = new Set("de del la el los las un una en para por con y o al que es".split(" "));

const sorted = (word) => [...word].sort().join("");

function ownNames(record) {
  return [record.term, record.short, ...(record.also ?? []), ...(record.old ?? [])].filter(Boolean);
}

/** Is one of the words of this field for sure? */
function ofField(asked) {
  return asked.some((word) => FIELD.has(word));
}

/** How many words of the query a hit has; a word that is only spelled alike counts half. */
function sureness(hit) {
  return hit.queryTerms.reduce((sum, word) => sum + (hit.terms.some((each) => each.startsWith(word)) ? 1 : 0.5), 0);
}

/** A result; if a guide was found by a question that it answers, with the anchor of the answer. */
function result(record, why, points, question) {
  const [, anchor = ""] = (record.asks ?? []).find(([text]) => text === question) ?? [];
  return { kind: record.slug ? "term" : "guide", record, why, score: points, anchor };
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

const LISTS = new Set(["also", "old", "asked", "elsewhere"]);

/** A record for each term from the data, which hold the terms by field and lists as texts with “|” between. */
function unpack(columns) {
  return columns.term.map((term, at) => {
    const record = { slug: slug(term) };
    for (const [field, values] of Object.entries(columns)) {
      if (values[at]) record[field] = LISTS.has(field) ? values[at].split("|") : values[at];
    }
    return record;
  });
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
