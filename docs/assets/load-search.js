// Fetches the search data and builds the engine, once a page, when the reader first wants it.

import { createSearch } from "./search.js";

let ready;

/** The search function, or a rejection if the data cannot be had. */
export function loadSearch() {
  ready ??= fetch(new URL("../search/index.json", import.meta.url))
    .then((response) => {
      if (!response.ok) throw new Error(`the search data answered ${response.status}`);
      return response.json();
    })
    .then(createSearch)
    .catch((error) => {
      ready = undefined; // so that the next key tries again
      throw error;
    });
  return ready;
}
