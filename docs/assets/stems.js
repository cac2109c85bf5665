// Stems of words, for comparing whole queries.

import { words } from "./words.js";

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

/** The stem of a folded word: monitoring, monitored and monitor are one. */
export function stem(word) {
  return FIRST.get(word) ?? FIRST.get(bare(word)) ?? bare(word);
}
