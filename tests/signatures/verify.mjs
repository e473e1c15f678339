// Reads lines of JSON `{ "record", "keys" }`, a decision's record and a JWK Set, and says of each whether the signature is one of
// those keys over the record without it, in canonical form. What it shows of the key is for the reader to judge.
import canonicalize from "canonicalize";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { record, keys, canonical } = JSON.parse(line);
  if (canonical !== undefined) {
    console.log(JSON.stringify({ canonical: canonicalize(canonical) }));
    continue;
  }
  const { signature, ...content } = record;
  try {
    const [header, empty, bytes] = signature.split(".");
    if (empty !== "") throw new Error("not detached");
    const payload = Buffer.from(canonicalize(content)).toString("base64url");
    const whole = { protected: header, payload, signature: bytes };
    const { protectedHeader } = await flattenedVerify(whole, createLocalJWKSet(keys), { algorithms: ["ES256"] });
    console.log(JSON.stringify({ holds: true, header: protectedHeader }));
  } catch (error) {
    console.log(JSON.stringify({ holds: false, why: String(error) }));
  }
}
