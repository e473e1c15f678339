// A certified OpenID provider, and behind it a service of the Resident API that believes its tokens and nothing else. It says
// on its first line where it is, answers commands on standard input, and ends with it.
//
// A command is a JSON object on a line: {"do":"expire"} makes the access tokens used so far worthless.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { calculateJwkThumbprint, createLocalJWKSet, EmbeddedJWK, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { Provider } from "oidc-provider";

// Standard output is for the test alone.
console.info = console.warn = console.error;

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const base = `http://127.0.0.1:${server.address().port}`;
const issuer = `${base}/openid`;

const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
const known = { kid: "one", alg: "RS256", use: "sig" };
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), ...known }] });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "kotikunta",
      application_type: "native",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://127.0.0.1/callback"],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [{ ...(await exportJWK(privateKey)), ...known }] },
  scopes: ["openid", "offline_access", "resident"],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  cookies: { keys: ["a test's own"] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_, interaction) => `/approve/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: "resident",
        audience: base,
        accessTokenFormat: "jwt",
        accessTokenTTL: 300,
        jwt: { sign: { alg: "RS256" } },
      }),
      useGrantedResource: () => true,
    },
  },
});

let seen = new Set();
let spent = new Set();

// Whoever comes to sign in is Aino, and she agrees.
async function approve(request, response) {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    await provider.interactionFinished(request, response, { login: { accountId: "aino" } });
    return;
  }
  const grant = new provider.Grant({ accountId: "aino", clientId: params.client_id });
  grant.addOIDCScope("openid offline_access resident");
  grant.addResourceScope(base, "resident");
  const consent = { consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true });
}

function answer(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

const card = {
  api_version: "1.0",
  id: "haikkala",
  name: { fi: "Vieras kunta" },
  languages: ["fi"],
  issuer,
  client_id: "kotikunta",
  scopes: ["openid", "offline_access", "resident"],
  resource: base,
  features: ["changes"],
};

const page = {
  changes: [
    { op: "upsert", kind: "party", record: { id: "aino", name: "Aino Virta", relation: "myself" } },
    {
      op: "upsert",
      kind: "message",
      record: {
        id: "m-1",
        party: "aino",
        direction: "to_resident",
        title: { fi: "Tervetuloa" },
        body: { fi: "Hei." },
        sent_at: "2026-11-17T09:00:00Z",
      },
    },
  ],
  next: "1",
  more: false,
};

// RFC 9449, section 7: the token is bound to the key of the proof, and the proof to this request and this token.
async function isAllowed(request, url) {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  if (scheme !== "DPoP" || token === undefined) return false;
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, audience: base });
    const proof = await jwtVerify(request.headers.dpop ?? "", EmbeddedJWK, { typ: "dpop+jwt", algorithms: ["ES256"] });
    const hash = createHash("sha256").update(token).digest("base64url");
    seen.add(token);
    return (
      !spent.has(token) &&
      payload.cnf.jkt === (await calculateJwkThumbprint(proof.protectedHeader.jwk)) &&
      proof.payload.ath === hash &&
      proof.payload.htm === request.method &&
      proof.payload.htu === `${base}${url.pathname}`
    );
  } catch {
    return false;
  }
}

const openid = provider.callback();
server.on("request", async (request, response) => {
  const url = new URL(request.url, base);
  try {
    if (url.pathname.startsWith("/approve/")) {
      await approve(request, response);
    } else if (url.pathname === "/.well-known/resident-api") {
      answer(response, 200, card);
    } else if (url.pathname === "/v1/changes") {
      const allowed = await isAllowed(request, url);
      if (allowed) answer(response, 200, url.searchParams.has("after") ? { ...page, changes: [] } : page);
      else answer(response, 401, { title: "no", status: 401 }, { "www-authenticate": 'DPoP error="invalid_token"' });
    } else if (url.pathname.startsWith("/openid/")) {
      request.originalUrl = request.url;
      request.url = request.url.slice("/openid".length);
      openid(request, response);
    } else {
      answer(response, 404, { title: "no", status: 404 });
    }
  } catch (error) {
    answer(response, 500, { title: String(error), status: 500 });
  }
});

console.log(JSON.stringify({ base }));
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const command = JSON.parse(line);
    if (command.do === "expire") spent = new Set(seen);
    console.log(JSON.stringify({ done: command.do }));
  })
  .on("close", () => process.exit());
