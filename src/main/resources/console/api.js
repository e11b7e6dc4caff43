/* Questions to the node and orders to it. */

const ANSWER_MILLIS_MAX = 30_000;
const TOKEN = "multikernel-token";

/** What the node has refused: its word, the sentence that belongs to it, and what exactly this time. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? "no reason given");
    this.status = status;
    this.word = (problem.type ?? "").replace("urn:multikernel:", "") || "no-answer";
    this.sentence = problem.title ?? "";
  }
}

/** How to get the token from the person; set by the dialogs. */
let askToken = async () => null;
export const onToken = ask => {
  askToken = ask;
};

async function send(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(ANSWER_MILLIS_MAX) });
  } catch (failure) {
    throw new Refused(0, { type: "no-answer", title: "The node does not answer.", detail: failure.message });
  }
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({ title: answer.statusText })));
}

/** The JSON that a reading answers. */
export async function read(path) {
  return (await send(path)).json();
}

/** An action, or what is guarded: asks for the token where there is none, and once more where it is not the one. */
export async function guarded(method, path, body) {
  let why = "";
  for (;;) {
    const token = sessionStorage.getItem(TOKEN) ?? (await askToken(why));
    if (!token)
      throw new Refused(401, { type: "unauthorized", title: "No token was given.", detail: "Nothing was done." });
    try {
      const answer = await send(path, {
        method,
        headers: { Authorization: "Bearer " + token },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      sessionStorage.setItem(TOKEN, token);
      return answer;
    } catch (failure) {
      if (failure.status !== 401) {
        // Whoever is refused for another reason has shown the right token.
        if (failure.status) sessionStorage.setItem(TOKEN, token);
        throw failure;
      }
      sessionStorage.removeItem(TOKEN);
      why = failure.message;
    }
  }
}

export async function act(method, path, body) {
  return (await guarded(method, path, body)).json();
}
