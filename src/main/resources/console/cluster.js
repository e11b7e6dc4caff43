/* The nodes of the cluster, the domains that are split over them, and the channels that lead there. */

import { compact, count, h, orDash, panel, setText, state } from "./dom.js";
import { node, rows } from "./store.js";
import { Table } from "./table.js";

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
      { title: "Incarnation", kind: "number", value: row => row.incarnation },
      { title: "Since", value: row => row.since, show: row => new Date(row.since).toLocaleString("en-GB") },
    ],
  });
}

function links() {
  return new Table({
    caption: "Channels to other nodes",
    key: row => [row.from, row.toNode, row.to, row.plane, row.tier].join(),
    sort: 0,
    none: "There is none yet.",
    columns: [
      { title: "From core", kind: "number", value: row => row.from },
      { title: "To", value: row => row.toNode + "/" + row.to },
      { title: "Tier", value: row => row.tier },
      { title: "Plane", value: row => row.plane },
      {
        title: "Depth",
        kind: "number",
        value: row => row.depth,
        show: row => count(row.depth) + " / " + count(row.capacity),
      },
      { title: "Per second", kind: "number", value: row => row.perSecond, show: row => count(row.perSecond) },
      { title: "Sent", kind: "number", value: row => row.sent, show: row => compact(row.sent) },
      { title: "Rejected", kind: "number", value: row => row.rejected, show: row => count(row.rejected) },
    ],
  });
}

function split() {
  return new Table({
    caption: "Domains that are split",
    key: row => row.name,
    none: "No domain is split into partitions.",
    sort: 0,
    columns: [
      { title: "Domain", value: row => row.name },
      { title: "State", value: row => row.state, draw: row => state(row.state) },
      { title: "Partitions", kind: "number", value: row => row.shards },
      { title: "Cores here", kind: "number", value: row => row.cores.length },
    ],
  });
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
    root.append(
      list,
      h(
        "div",
        { class: "two" },
        panel("Partitions", "of the domains that are split over the nodes", partitions.element),
        panel("Links", "channels to other nodes, the fullest and busiest", away.element),
      ),
    );
    return {
      update(changed) {
        if (!changed || changed.has("nodes") || changed.has("node")) {
          all.update(rows("nodes"));
          setText(list.note, "as " + (node()?.node ?? "this node") + " sees them, view " + (node()?.view ?? "–"));
        }
        if (!changed || changed.has("domains"))
          partitions.update(rows("domains").filter(domain => domain.shards > 0));
        if (!changed || changed.has("channels")) away.update(rows("channels").filter(channel => channel.toNode));
      },
    };
  },
};
