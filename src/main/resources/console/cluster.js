/* The nodes of the cluster, who owns the partitions that are spread over them, and the channels that lead there. */

import { AMOUNTS, REJECTED, channelKey } from "./channels.js";
import { coreChips, count, h, orDash, panel, setText, state } from "./dom.js";
import { node, rows } from "./store.js";
import { Table } from "./table.js";

const owned = name => rows("partitions").filter(row => row.owner === name).length;
const seats = name => rows("partitions").filter(row => row.replicas.includes(name)).length;
const orZero = (row, counted) => (rows("partitions").length ? count(counted(row.name)) : "–");

function members() {
  return new Table({
    caption: "Members",
    key: row => row.name + row.incarnation,
    none: "No member is known.",
    sort: 0,
    columns: [
      {
        title: "Name",
        value: row => row.name,
        draw: row => h("span", {}, row.name, row.name === node()?.node ? h("small", {}, " this one") : null),
      },
      { title: "State", value: row => row.state, draw: row => state(row.state) },
      { title: "Address", value: row => row.address, show: row => orDash(row.address) },
      { title: "Cores", kind: "number", value: row => row.cores },
      { title: "Owns", kind: "number", value: row => owned(row.name), show: row => orZero(row, owned) },
      { title: "Replicas", kind: "number", value: row => seats(row.name), show: row => orZero(row, seats) },
      { title: "Incarnation", kind: "number", value: row => row.incarnation },
      { title: "Since", value: row => row.since, show: row => new Date(row.since).toLocaleString("en-GB") },
    ],
  });
}

function links() {
  return new Table({
    caption: "Channels to other nodes",
    key: channelKey,
    sort: 0,
    none: "There is none yet.",
    columns: [
      { title: "From core", kind: "number", value: row => row.from },
      { title: "To", value: row => row.toNode + "/" + row.to },
      { title: "By", value: row => row.plane + " · " + row.tier },
      ...AMOUNTS,
      REJECTED,
    ],
  });
}

/** What this node's part in a partition is called, and how good that is. */
const ROLES = {
  owner: ["owns it", "good"],
  "owner-without-lease": ["owns it, without a lease", "bad"],
  replica: ["has a replica", "still"],
  outside: ["has none", "still"],
};

const absentees = row =>
  row.replicas.map(name => h("span", { class: row.absent.includes(name) ? "chip bad" : "chip" }, name));

function split() {
  return new Table({
    caption: "Partitions of domains",
    key: row => row.domain + " " + row.partition,
    none: "No domain has partitions here.",
    sort: 0,
    columns: [
      { title: "Domain", value: row => row.domain },
      { title: "Partition", kind: "number", value: row => row.partition },
      {
        title: "Owner",
        value: row => row.owner,
        draw: row => (row.owner ? row.owner : h("span", { class: "state bad" }, "nobody known")),
      },
      {
        title: "This node",
        value: row => ROLES[row.role][0],
        draw: row => h("span", { class: "state " + ROLES[row.role][1] }, ROLES[row.role][0]),
      },
      {
        title: "Replicas",
        value: row => row.replicas.map(name => (row.absent.includes(name) ? name + " absent" : name)).join(", "),
        draw: absentees,
      },
      { title: "Core here", kind: "number", value: row => row.core, draw: row => coreChips([row.core]) },
      { title: "Ballot", kind: "number", value: row => row.ballot, show: row => count(row.ballot) },
    ],
  });
}

/** Those without an owner, those that lack a replica, and how they are spread. */
function standing() {
  const all = rows("partitions"),
    ownerless = all.filter(row => !row.owner).length,
    lacking = all.filter(row => row.absent.length > 0).length;
  return (
    count(all.length) +
    (all.length === 1 ? " has its" : " have their") +
    " place on this node" +
    (ownerless ? "; " + count(ownerless) + " without a known owner" : "") +
    (lacking ? "; of " + count(lacking) + " a replica is absent" : "")
  );
}

export default {
  id: "cluster",
  title: "Cluster",
  key: "7",

  open(root) {
    const all = members(),
      partitions = split(),
      away = links();
    const list = panel("Members", "", all.element, all.note);
    const spread = panel("Partitions", "", partitions.element, partitions.note);
    spread.head.append(partitions.filter);
    root.append(
      list,
      spread,
      panel("Links", "channels to other nodes, the fullest and busiest", away.element, away.note),
    );
    return {
      update(changed) {
        if (!changed || ["nodes", "node", "partitions"].some(name => changed.has(name))) {
          all.update(rows("nodes"));
          setText(list.note, "as " + (node()?.node ?? "this node") + " sees them");
        }
        if (!changed || changed.has("partitions")) {
          partitions.update(rows("partitions"));
          setText(spread.note, standing());
        }
        if (!changed || changed.has("channels")) away.update(rows("channels").filter(channel => channel.toNode));
      },
    };
  },
};
