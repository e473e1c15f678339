// Reads lines of JSON. `{ "document" }`, a JSON-LD document: expands it without any network and says whether compacting that with its
// own context gives the same document back, and how many records it has. `{ "receipt", "keys" }`, a receipt and a JWK Set: says
// whether its detached JWS is one of those keys over its content.
import { isDeepStrictEqual } from "node:util";
import { createInterface } from "node:readline";
import jsonld from "jsonld";
import { createLocalJWKSet, flattenedVerify } from "jose";

const refuse = async (url) => {
  throw new Error(`${url} was asked for`);
};

// `safe` has the processor refuse whatever it would lose: names without a meaning, references that lead nowhere.
const linked = async (document) => {
  const options = { documentLoader: refuse, safe: true };
  const expanded = await jsonld.expand(document, options);
  const compacted = await jsonld.compact(expanded, document["@context"], { ...options, graph: true });
  const { "@context": _, ...before } = document;
  const { "@context": __, ...after } = compacted;
  return { holds: isDeepStrictEqual(before, after), records: expanded.length };
};

const signed = async ({ content, jws }, keys) => {
  const [header, empty, signature] = jws.split(".");
  if (empty !== "") throw new Error("not detached");
  const payload = Buffer.from(content).toString("base64url");
  await flattenedVerify({ protected: header, payload, signature }, createLocalJWKSet(keys), { algorithms: ["ES256"] });
};

for await (const line of createInterface({ input: process.stdin })) {
  const { document, receipt, keys } = JSON.parse(line);
  try {
    if (document !== undefined) {
      console.log(JSON.stringify(await linked(document)));
    } else {
      await signed(receipt, keys);
      console.log(JSON.stringify({ holds: true }));
    }
  } catch (error) {
    console.log(JSON.stringify({ holds: false, why: String(error) }));
  }
}
