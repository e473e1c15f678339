// Checks the receipts of this page where it is opened: nothing is asked of the network, and nothing is sent.
// Each is a detached JWS (RFC 7515, appendix F) by ES256 over the receipt in canonical form (RFC 8785).
"use strict";

(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const base64url = (text) =>
    btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // The key was in use when the receipt was signed, as the signature itself says.
  const inUse = (key, at) => at >= key.nbf && (key.exp === undefined || at < key.exp) &&
    (key.revoked === undefined || at < key.revoked.revoked_at);

  const holds = async (receipt, sets) => {
    const [head, , signature] = receipt.jws.split(".");
    const header = JSON.parse(new TextDecoder().decode(bytes(head)));
    const set = sets.find((one) => one.name === receipt.keys);
    const key = set && set.keys.keys.find((one) => one.kid === header.kid);
    if (!key || header.alg !== "ES256" || header.crit !== undefined || !inUse(key, header.iat)) {
      return false;
    }
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const jwk = { kty: key.kty, crv: key.crv, x: key.x, y: key.y };
    const imported = await crypto.subtle.importKey("jwk", jwk, curve, false, ["verify"]);
    const signed = new TextEncoder().encode(`${head}.${base64url(receipt.content)}`);
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, bytes(signature), signed);
  };

  const check = async () => {
    const sets = read("keys");
    for (const receipt of read("receipts")) {
      const place = document.getElementById(`check-${receipt.id}`);
      if (!place) continue;
      let holding = false;
      try {
        holding = await holds(receipt, sets);
      } catch {
        // What cannot be read does not hold.
      }
      place.textContent = holding ? place.dataset.holds : place.dataset.fails;
      place.dataset.result = holding ? "holds" : "fails";
    }
  };

  // Where a browser cannot check, the page goes on saying that it was not checked here.
  if (globalThis.crypto && crypto.subtle) {
    check();
  }
})();
