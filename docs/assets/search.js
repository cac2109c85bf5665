// The search engine of the site: no DOM, no network. createSearch(data) gives a function from a query to ranked
// results: what is named, whole, half typed or misspelt, comes first; then what a query of several words is likely to
// be about. When nothing is near, nothing is given.

import MiniSearch from "./vendor/minisearch.js";

import { byLikelihood } from "./likely.js";
import { asks, byName, once, ownNames, tolerance } from "./names.js";
import { unpack } from "./search-data.js";
import { anchor, content, isForeign, key, STOP, telling, words } from "./words.js";

/**
 * A function that knows queries of other fields, in which the same letters mean something else: it
 * gives the record with these letters and what they mean there, or null.
 */
function otherFields(terms, knows, exact) {
  const meanings = [];
  for (const record of terms) {
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
      // “CRO coin price today”: each word might be of this field, but hardly all of them.
      const nearly = lettered && shared > 2 && shared >= asked.length * 0.6;
      const telling = whole || nearly || (foreign > 0 && (lettered || shared > 1));
      const points = shared + foreign + (lettered ? 1 : 0);
      if (telling && points > (best?.points ?? 0)) best = { points, record, text };
    }
    return best && { record: best.record, why: `Elsewhere: ${best.text}` };
  };
}

/**
 * A function from a query to results, best first. Each result is { kind, record, why, met, anchor }: kind is "term",
 * "guide" or, alone, "elsewhere" for a query that belongs to another field; why says how the query was met; met holds
 * the words that were met; anchor is the place in a guide that answers.
 */
export function createSearch(packed) {
  const { terms, guides } = unpack(packed);
  const records = [...terms, ...guides];
  // Worked out when a query first needs them: a name does not.
  const likelihood = once(() => byLikelihood(terms, guides.filter((guide) => guide.asks), ownNames));
  const knows = (word) => likelihood().knows(word);
  const names = byName(terms, guides, knows);
  const elsewhere = once(() => otherFields(terms, knows, names.exact));
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
      .map((hit) => {
        const record = records[hit.id];
        const found = result({ record, why: near(hit, asked), points: score(hit, asked, record) });
        return { ...found, met: hit.terms, sure: sureness(hit) >= asked.length };
      });
  }

  /** What a query is likely to be about; nothing if it is not of this field. */
  function likely(query) {
    const asked = telling(query);
    const { found, sure } = likelihood().likely(query);
    const unknown = asked.filter((word) => !STOP.has(word) && !knows(word)).length;
    const ofField = asked.length < 2 ? unknown === 0 : asked.some((word) => FIELD.has(word)) && unknown <= asked.length / 4;
    if (!ofField && sure < SURE) return [];
    return found.slice(0, MOST).filter(({ points }) => points > NEARLY * found[0].points).map(result);
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

  /**
   * The records that are named within the query, if the query asks for little else: “what is a CAPA plan”; and whether
   * it asks for nothing else.
   */
  function within(query, asked) {
    const compares = COMPARES.test(query);
    const question = compares || QUESTION.test(query);
    if (!question && !asked.every((word) => knows(word) || GENERIC.has(word))) return { found: [] };
    const named = []; // for each name, the records that have it
    let covered = 0;
    let strong = false; // a short form, a name of several words, or what a “what is …” asks about first
    let longest = 0;
    for (let at = 0; at < asked.length; ) {
      let length = Math.min(4, asked.length - at);
      let hits = [];
      for (; length > 0; length -= 1) {
        hits = names.termsNamed(asked.slice(at, at + length));
        if (hits.length > 0) break;
      }
      // “… in a clinical trial” is said of everything here.
      const filler = !compares && asked.slice(at, at + length).every((word) => GENERIC.has(word)) && asked.length > length;
      if (length > 0 && !filler) {
        const sure = length > 1 || compares || hits.some(({ short }) => short) || (at === 0 && WHAT.test(query));
        if (sure || asked.length < 3) {
          named.push(hits);
          covered += length;
        }
        strong ||= sure;
        longest = Math.max(longest, length);
      }
      at += Math.max(length, 1);
    }
    // “CTA vs CTN”: one record for each name, before the others that are called CTA as well.
    const found = named.flatMap((hits) => hits.slice(0, 1)).concat(named.flatMap((hits) => hits.slice(1)));
    const rest = asked.filter((word) => !GENERIC.has(word)).length;
    const enough = longest > 1 || (question && covered >= asked.length / 2) || (question && WHAT.test(query));
    const nothingElse = covered >= rest || (compares && named.length > 1);
    return { found: nothingElse || (strong && enough) ? found : [], nothingElse };
  }

  /** The terms that are named by some, but not all, of the words, and which part of the words their name is. */
  function parts(asked) {
    const found = new Map();
    for (let length = Math.min(4, asked.length - 1); length > 0; length -= 1) {
      for (let at = 0; at + length <= asked.length; at += 1) {
        for (const { record } of names.termsNamed(asked.slice(at, at + length))) {
          if (!found.has(record)) found.set(record, length / asked.length);
        }
      }
    }
    return found;
  }

  /** What the query names: as it is typed, as it begins, without its filler words, or in another order. */
  function asNamed(query, asked) {
    const typed = key(query);
    const whole = names.named(typed);
    // “informed consent for” is half a name rather than the name before it.
    const found = [...(whole.length > 0 ? whole : names.begun(typed)), ...names.named(asked.join(""))];
    if (found.length === 0 && asked.length > 1) found.push(...names.reordered(asked));
    // “what is a risk assessment in a trial” asks for a name, too; but “audit trial” is an audit trail.
    const special = asked.filter((word) => !EVERYWHERE.has(word));
    if (found.length === 0 && special.length < asked.length && names.misspelt(typed, true).length === 0) {
      found.push(...names.named(special.join("")));
    }
    const question = QUESTION.test(query) && !WHAT.test(query);
    if (found.length === 0 && asked.length > 1 && !question) found.push(...names.butForOne(asked));
    return found;
  }

  /** What the query seems to name, with typing errors; `spelled` is the query with its words corrected. */
  function asMisspelt(query, asked, spelled, known) {
    const found = names.named(key(spelled)).map((entry) => ({ ...entry, why: `spelled like “${spelled}”` }));
    const several = telling(query).length > 1;
    if (found.length > 0 || (known && !several)) return found;
    const near = names.misspelt(key(query), known);
    return (near.length > 0 ? near : names.begun(key(query), true)).map((entry) => ({
      ...entry,
      why: `spelled like “${entry.record.term ?? entry.record.title}”`,
    }));
  }

  /** Adds to the points of what is named within a query of several words; gives what the query asks for alone. */
  function weigh(query, asked, rest) {
    const { found, nothingElse } = within(query, content(query));
    if (nothingElse && found.length > 0) return found;
    const bonus = new Map(found.map(({ record }) => [record, NAME]));
    // “why is blinding used”: whatever else is asked, what is named may be the topic.
    if (QUESTION.test(query) || rest.length > 0) {
      for (const [record, part] of parts(asked)) bonus.set(record, (bonus.get(record) ?? 0) + TOPIC * part);
    }
    for (const [record, points] of bonus) {
      const other = rest.find((entry) => entry.record === record);
      if (other) other.points += points;
      else rest.push(result({ record, why: "in the name", points }));
    }
    return [];
  }

  /** The terms whose names in other languages have the words of the query. */
  function inOtherLanguages(query) {
    const wanted = words(query).filter((word) => !FOREIGN_STOP.has(word));
    // Half of a short query, a third of a long one: 健康成人ボランティア shares only its first half with 健康成人志願者.
    const need = isForeign(query) ? Math.ceil(wanted.length / (wanted.length > 5 ? 3 : 2)) : wanted.length;
    // A name that is nothing but the query comes before those that only hold it.
    const share = (hit) => (hit.score * hit.terms.length * hit.queryTerms.length ** 2) / foreign.lengths[hit.id];
    const latin = (word) => /[a-z]/.test(word) && word.length > 5;
    const hits = foreign.index.search(wanted.join(" "), { prefix: (word) => word.length > 3, fuzzy: (word) => latin(word) && 0.2 });
    return hits
      .filter((hit) => hit.queryTerms.length >= need)
      .sort((a, b) => share(b) - share(a))
      .map((hit) => ({ record: terms[hit.id], why: Object.values(foreign.names[terms[hit.id].slug]).flat().join(", ") }));
  }

  function search(query) {
    const asked = [...new Set(content(query))];
    const found = new Map(); // by record
    const add = (entry) => {
      if (!found.has(entry.record)) found.set(entry.record, { met: asked, ...(entry.kind ? entry : result(entry)) });
    };
    asNamed(query, asked).forEach(add);
    const certain = found.size > 0;
    const other = certain ? null : elsewhere()(asked);
    if (other) return [{ kind: "elsewhere", met: [], ...other }];
    const several = telling(query).length > 1;
    const all = withAll(query, asked);
    const spelled = certain ? "" : names.corrected(query);
    if (!certain) {
      const known = !spelled && (several ? asked.every(knows) : all.length > 0);
      asMisspelt(query, asked, spelled, known).forEach(add);
    }
    const sure = several ? [] : all.filter((hit) => hit.sure);
    let rest = sure.length > 0 ? sure : likely(query);
    if (rest.length === 0) rest = all;
    if (rest.length === 0 && spelled) rest = withAll(spelled, content(spelled));
    if (several && (found.size === 0 || COMPARES.test(query))) weigh(query, asked, rest).forEach(add);
    if (foreign && (isForeign(query) || rest.length === 0)) inOtherLanguages(query).forEach(add);
    rest.sort((a, b) => b.points - a.points).forEach(add);
    return [...found.values()].slice(0, MOST);
  }

  /** Take in the names in other languages: by slug and language code, a list. */
  search.addNames = (others) => {
    const found = new MiniSearch({ fields: ["name"], idField: "id", tokenize: words });
    const lengths = [];
    terms.forEach((record, id) => {
      const all = Object.entries(others[record.slug] ?? {}).flatMap(([code, some]) => some.map((name) => [code, name]));
      found.add({ id, name: all.map(([, name]) => name).join(" ") });
      lengths.push(Math.max(1, ...all.map(([, name]) => words(name).length)));
      for (const [code, name] of all) names.add(name, record, `${packed.languages[code.slice(0, 2)] ?? code}: ${name}`);
    });
    foreign = { names: others, index: found, lengths };
  };
  return search;
}

// How a question begins that asks what something is.
const WHAT = /^\s*(what|whats|define|explain|meaning)\b/iu;
// Words that are of this field for sure, if nearly all others are known here.
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
  words("plan template example sample form process list job role course training description guideline requirement clinical trial research pharma acronym abbreviation full explained stand thing like need needed required necessary important"),
);
// What asks for the difference of two things.
const COMPARES = /\b(differen(t|ce)s?|differs?|same|similar|vs|versus|compared?|comparison|distinguish)\b/iu;
// How a question begins.
const QUESTION = /^\s*(what|whats|who|whom|how|why|when|where|which|do|does|can|is|are|difference|explain|define|meaning)\b|\?|\b(vs|versus|or|mean|means)\b/iu;

// Words of Spanish, Portuguese and French that carry nothing.
const FOREIGN_STOP = new Set("de del la el los las un una en para por con y o al que es".split(" "));

/** How many words of the query a hit has; a word that is only spelled alike counts half. */
function sureness(hit) {
  return hit.queryTerms.reduce((sum, word) => sum + (hit.terms.some((each) => each.startsWith(word)) ? 1 : 0.5), 0);
}

/** A result; if a guide was found by a question that it answers, with the anchor of the answer. */
function result({ record, why, points = 0, question }) {
  const [, place = ""] = (record.asks ?? []).find(([text]) => text === question) ?? [];
  return { kind: record.slug ? "term" : "guide", record, why, points, anchor: anchor(record.headings?.[place] ?? String(place)) };
}

/** Why a hit was found: by a word that is spelled alike, or where its words stand. */
function near(hit, asked) {
  const spelled = hit.terms.filter((word) => !asked.some((each) => word.startsWith(each)));
  if (spelled.length > 0) return `spelled like “${spelled[0]}”`;
  return Object.values(hit.match).flat().includes("name") ? "in the name" : "in a heading or a question";
}
