// Words as the search sees them: folded, in one spelling, singular, without the words that carry nothing.

const STOP_WORDS =
  (
    "a an the is are was be do does did i my me we our you your it its they their this that these of to in on at by for " +
    "from with as and or what whats which who whose whom when where why how can could should would will may must there " +
    "mean means meaning define definition explain tell about between vs versus difference same have has had not any get " +
    "if during happen happens please exactly really just used use usually often so also " +
    "officially actually simply normally generally basically typically currently every each always ever else"
  ).split(" ");

// British and American spellings fold to one; both the index and the query go through here.
const SPELLINGS = [
  [/lyses$/, "lysis"],
  [/isation(s?)$/, "ization$1"],
  [/is(e|es|ed|ing|er|ers)$/, "iz$1"],
  [/ys(e|es|ed|ing)$/, "yz$1"],
  // Not every word in -our: “outsour” is “outsourcing”, half typed.
  [/(col|fav|flav|lab|tum|hum|behavi|hon|neighb|vap|od|rum|vig|harb|endeav)our(s?|al|ed|ing|able)$/, "$1or$2"],
  [/(..)tre(s?)$/, "$1ter$2"],
  [/ogramme/, "ogram"],
  [/(.{2})aem/, "$1em"],
  [/^paed/, "ped"],
  [/efence/, "efense"],
  [/icence/, "icense"],
  [/judgement/, "judgment"],
  [/lled$/, "led"],
  [/lling$/, "ling"],
  [/lment$/, "llment"],
];

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu;

/** Lower case without accents and apostrophes, one space between words. */
export function fold(text) {
  let folded = text;
  if (!/^[\x00-\x7f]*$/.test(text)) {
    folded = text
      .normalize("NFKD")
      .replace(/(?<=[\p{Script=Latin}])\p{M}+/gu, "")
      .normalize("NFC");
  }
  folded = folded.toLowerCase();
  if (/['’`]/.test(folded)) folded = folded.replace(/['’`]/g, "");
  if (folded.includes("+")) folded = folded.replace(/\+/g, " plus ");
  if (/\d/.test(folded)) folded = folded.replace(/(\p{L}{4,})(\d)/gu, "$1 $2"); // phase1, part11
  if (/\d\d/.test(folded)) folded = folded.replace(/(\d\d)(?=\p{L}{3})|(\p{L}{3})(?=\d\d)/gu, "$1$2 "); // 21cfr312
  if (folded.includes("united ")) folded = folded.replace(/\bunited (states( of america)?|kingdom)\b/g, country);
  folded = folded.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  return folded.includes("phase") ? folded.replace(/\bphase (i{1,3}|iv)\b|\b(i{1,3}|iv) phase\b/g, arabic) : folded;
}

function country(_, name) {
  return name === "kingdom" ? "uk" : "usa";
}

function arabic(_, after, before) {
  return `phase ${["i", "ii", "iii", "iv"].indexOf(after ?? before) + 1}`;
}

function spell(word) {
  if (word.length < 4) return word;
  return SPELLINGS.reduce((found, [from, to]) => found.replace(from, to), word);
}

/** The word without a plural ending. */
function singular(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** The Latin words of a text, folded, with their endings; a misspelt ending would hide the word. */
export function wholeWords(text) {
  return fold(text).split(" ").filter((word) => !STOP.has(word));
}

// Most words come again and again; each is worked out once.
const known = new Map();

function forms(part) {
  const found = [];
  for (const run of part.match(IDEOGRAPHS) ?? []) {
    if (run.length === 1) found.push(run);
    for (let at = 0; at + 1 < run.length; at += 1) found.push(run.slice(at, at + 2));
  }
  const rest = part.replace(IDEOGRAPHS, "");
  if (rest) found.push(singular(spell(rest)));
  return found;
}

/** The words of a text, folded; Chinese, Japanese and Korean as pairs of characters. */
export function words(text) {
  const found = [];
  for (const part of fold(text).split(" ")) {
    let each = known.get(part);
    if (!each) known.set(part, (each = forms(part)));
    found.push(...each);
  }
  return found;
}

/** Words that carry no meaning of their own. */
export const STOP = new Set(STOP_WORDS.flatMap(words));
/** A text as one string that ignores spaces, case, spelling and plurals. */
export const key = (text) => words(text).join("");

/** The words of a text that carry a meaning. */
export const content = (text) => words(text).filter((word) => !STOP.has(word));

// Small words that hint at what is asked for: “who” at a person, “my” at a participant.
const HINTS = new Set("who whose i me my we our you your when where how".split(" ").flatMap(words));

/** The words of a text that carry a meaning or hint at one. */
export const telling = (text) => words(text).filter((word) => HINTS.has(word) || !STOP.has(word));

// Forms of one word that endings do not explain; the first is the one that counts.
const FORMS = [
  "us usa america american",
  "uk britain british england",
  "eu europe european",
  "australia australian",
  "brazil brazilian",
  "canada canadian",
  "china chinese",
  "france french",
  "germany german",
  "india indian",
  "japan japanese",
  "korea korean",
  "spain spanish",
  "taiwan taiwanese",
  "pay paid payment",
  "keep kept",
  "child children kid",
  "approve approval",
];
const FIRST = new Map(
  FORMS.flatMap((line) => {
    const [first, ...others] = line.split(" ").flatMap(words);
    return others.flatMap((other) => [other, bare(other)].map((form) => [form, bare(first)]));
  }),
);

/** A word without its ending. */
function bare(word) {
  const short = word.length > 5 ? word.replace(/ied$/, "y").replace(/(ation|ment|ing|ion|al|ed|er|or|ly)$/, "") : word;
  return short.length > 3 ? short.replace(/(?<=...)(at|e)$/, "") : short;
}

/** The stem of a folded word, for comparing whole queries: monitoring, monitored and monitor are one. */
export function stem(word) {
  return FIRST.get(word) ?? FIRST.get(bare(word)) ?? bare(word);
}

/** Edits from one word to another; swapping two neighbors counts as one. Stops counting above the limit. */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (change && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** A text in quotation marks, unless it brings its own. */
export const quoted = (text) => (text.includes("“") ? text : `“${text}”`);

/** Does a text look like a language other than English? */
export function isForeign(text) {
  return /[^\x00-\x7f’‘“”–]|\b(de|del|la|los|las|para) /iu.test(text);
}

/** The last part of the address of a term's page, from its name alone; the rule is that of macros/models.py. */
export function slug(name) {
  return name
    .replaceAll("+", " plus ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\x00-\x7f]|'/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The id of a heading, from its text alone; the rule is that of Python-Markdown. */
export function anchor(heading) {
  return heading
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]|[^\w\s-]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, "-");
}
