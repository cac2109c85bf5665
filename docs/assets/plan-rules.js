// The planner's engine: no DOM, no network. What it warns of comes from the rules in the data.

/** Does a rule hold for an activity, with who does it, in this plan? */
function holds(when, activity, doers, plan, data) {
  if (when.authority && when.authority !== plan.authority) return false;
  if (when.side && when.side !== activity.side) return false;
  if (when.activity && !when.activity.includes(activity.id)) return false;
  if (when.hand_over && when.hand_over !== activity.hand_over) return false;
  if (when.doer && !doers.some((doer) => when.doer.includes(doer))) return false;
  if (when.outside && doers.every((doer) => activity.may.includes(doer))) return false;
  if (when.count === "none" && doers.length > 0) return false;
  if (when.count === "several" && doers.length < 2) return false;
  if (when.one_group && !plan.oneGroup) return false;
  if (when.also && !ofSide("site", plan, data).some(([, some]) => some.some((doer) => when.also.includes(doer)))) return false;
  if (when.whole_side && !wholeSide(when, activity, plan, data)) return false;
  return true;
}

function ofSide(side, plan, data) {
  return data.activities.filter((each) => each.side === side).map((each) => [each, plan.doers[each.id] ?? []]);
}

/** Is every activity of the side done by these parties alone? It is said once, at the first of them. */
function wholeSide(when, activity, plan, data) {
  const all = ofSide(activity.side, plan, data);
  return all[0][0] === activity && all.every(([, doers]) => doers.length > 0 && doers.every((doer) => when.whole_side.includes(doer)));
}

/**
 * What to know of a plan: { authority, oneGroup, doers: { activity: [party, …] } }. Gives a list of
 * { activity, rule, level, says, source }, in the order of the activities, the gravest first.
 */
export function check(plan, data) {
  const order = ["stop", "warn", "note"];
  return data.activities.flatMap((activity) => {
    const doers = plan.doers[activity.id] ?? [];
    const found = data.rules.filter(({ when }) => holds(when, activity, doers, plan, data));
    // A refusal says enough; that the party is unusual as well does not help.
    const refused = found.some(({ level }) => level === "stop");
    return found
      .filter(({ id, level }) => !refused || level !== "warn" || !id.startsWith("not-this-party"))
      .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
      .map(({ id, level, says, source }) => ({ activity: activity.id, rule: id, level, says, source }));
  });
}

/** The plan that is usual: each activity with the first party that usually does it and takes part. */
export function usual(data, authority, parties) {
  const doers = {};
  for (const { id, usual: some, may } of data.activities) {
    const doer = [...some, ...may].find((party) => parties.includes(party));
    if (doer) doers[id] = [doer];
  }
  return { authority, oneGroup: false, doers };
}

/** Who keeps what, whoever does it: the accountable party of each activity under the plan's authority. */
export function accountable(plan, data) {
  return data.activities.map((activity) => ({ activity: activity.id, ...activity.answers[plan.authority] }));
}

/**
 * The plan as text for the address: "authority.group", then for each set of parties ".party*party_activity_activity".
 * Activities go by their ids, so that an address outlives a change of the list.
 */
export function toText(plan, data) {
  const groups = new Map();
  for (const { id } of data.activities) {
    const doers = (plan.doers[id] ?? []).join("*");
    if (doers) groups.set(doers, `${groups.get(doers) ?? doers}_${id}`);
  }
  return [plan.authority, plan.oneGroup ? 1 : 0, ...groups.values()].join(".");
}

/** The plan that a text stands for, or null if it is none. Activities that are no longer in the list are left out. */
export function fromText(text, data) {
  const [authority, group, ...groups] = text.split(".");
  if (!data.authorities.some(({ id }) => id === authority) || !["0", "1"].includes(group)) return null;
  const doers = {};
  for (const each of groups) {
    const [names, ...ids] = each.split("_");
    const parties = names.split("*");
    if (parties.some((party) => !Object.hasOwn(data.parties, party))) return null;
    for (const { id } of data.activities) if (ids.includes(id)) doers[id] = [...parties];
  }
  return { authority, oneGroup: group === "1", doers };
}

/** The plan as rows for a table: activity, who does it, who keeps it, what to know. */
export function rows(plan, data) {
  const found = check(plan, data);
  return data.activities.map((activity) => {
    const { answer, accountable: keeps, sources } = activity.answers[plan.authority];
    return {
      phase: data.phases[activity.phase],
      activity: activity.activity,
      doers: (plan.doers[activity.id] ?? []).map((doer) => data.parties[doer]).join(", "),
      accountable: keeps,
      handOver: data.answers[answer],
      sources: sources.join("; "),
      remarks: found.filter((each) => each.activity === activity.id).map(({ says, source }) => (source ? `${says} (${source})` : says)).join(" "),
    };
  });
}
