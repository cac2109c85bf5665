// Runs the planner's engine without a browser: cases from the standard input, answers to the standard output.

import { readFileSync } from "node:fs";
import { accountable, check, fromText, rows, toText, usual } from "./plan-rules.mjs";

const { data, cases } = JSON.parse(readFileSync(0, "utf8"));
const act = {
  check: ({ plan }) => check(plan, data),
  usual: ({ authority, parties }) => usual(data, authority, parties),
  accountable: ({ plan }) => accountable(plan, data),
  text: ({ plan }) => fromText(toText(plan, data), data),
  from: ({ text }) => fromText(text, data),
  rows: ({ plan }) => rows(plan, data),
};
process.stdout.write(JSON.stringify(cases.map((each) => act[each.act](each))));
