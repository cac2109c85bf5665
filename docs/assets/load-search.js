// Fetches the search data and the engine side by side, when the reader first wants them; the names in
// other languages only for a query that needs them.

import { isForeign } from "./words.js";

let engine;
let named;

/** Get everything ready for the first query. */
export function prepare() {
  engine ??= Promise.all([fetchData("index"), import("./search.js")])
    .then(([data, { createSearch }]) => createSearch(data))
    .catch((error) => {
      engine = undefined; // so that the next key tries again
      throw error;
    });
  return engine;
}

/** The results of a query, best first; a rejection if the search cannot be had. */
export async function find(query) {
  const search = await prepare();
  if (isForeign(query)) await addNames(search);
  const found = search(query);
  if (found.length > 0) return found;
  await addNames(search);
  return search(query);
}

async function addNames(search) {
  named ??= fetchData("names").then(search.addNames);
  try {
    await named;
  } catch {
    named = undefined; // the search goes on without them
  }
}

async function fetchData(name) {
  const response = await fetch(new URL(`../search/${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(`the search data answered ${response.status}`);
  return response.json();
}
