// Somebody else's client at our provider: openid-client, which is certified for OpenID Connect, does everything an app
// does, and a few things that no app should.
//
//   node client.mjs BASE_URL PERSONA
//
// Each step that went as it must is one JSON line on standard output. What does not ends the program with a last line
// that says where and why.

import * as oidc from 'openid-client'

const [base, persona] = process.argv.slice(2)
const RETURN = 'http://127.0.0.1:50123/callback'

let step = 'start'
const done = (facts = {}) => console.log(JSON.stringify({ step, ...facts }))
const check = (met, words) => {
  if (!met) throw new Error(words)
}
const refused = async (attempt, code) => {
  const error = await attempt.then(() => null, (error) => error)
  check(error, 'it was not refused')
  check(error.error === code, `it was refused otherwise: ${error.error ?? error}`)
}

// What a browser does: it keeps cookies and sends forms from the page on which they stand.
async function signIn(address) {
  const cookies = new Map()
  const ask = async (url, options = {}) => {
    const headers = { ...options.headers, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
    const answer = await fetch(url, { ...options, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=')
      cookies.set(name, value)
    }
    return answer
  }
  const page = await ask(address)
  const html = await page.text()
  check(page.status === 200, `the page for signing in answers ${page.status}`)
  const action = new URL(/action="([^"]+)"/.exec(html)[1], address)
  const sent = await ask(action, {
    method: 'POST',
    headers: { origin: base },
    body: new URLSearchParams({ persona, means: 'strong', choice: 'sign_in' }),
  })
  check(sent.status === 303, `the form is answered with ${sent.status}`)
  return new URL(sent.headers.get('location'))
}

try {
  step = 'discovery'
  const card = await (await fetch(`${base}/.well-known/resident-api`)).json()
  // Loopback has no TLS, so signatures are all there is: they are checked, too.
  const options = { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] }
  const config = await oidc.discovery(new URL(card.issuer), card.client_id, undefined, oidc.None(), options)
  check(config.serverMetadata().issuer === card.issuer, 'the card names another issuer')
  done({ issuer: card.issuer })

  step = 'sign_in'
  const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'))
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const asked = {
    redirect_uri: RETURN,
    scope: card.scopes.join(' '),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    dpop_jkt: await DPoP.calculateThumbprint(),
    max_age: '300',
    state,
    nonce,
  }
  const back = await signIn(oidc.buildAuthorizationUrl(config, asked))
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, maxAge: 300 }
  const tokens = await oidc.authorizationCodeGrant(config, back, { ...checks, idTokenExpected: true }, undefined, { DPoP })
  check(tokens.token_type === 'dpop', `the token is of type ${tokens.token_type}`)
  const subject = tokens.claims().sub
  done({ subject, acr: tokens.claims().acr })

  step = 'read'
  const feed = new URL(`${base}/v1/changes?limit=5`)
  const read = (access) => oidc.fetchProtectedResource(config, access, feed, 'GET', undefined, undefined, { DPoP })
  const page = await (await read(tokens.access_token)).json()
  done({ changes: page.changes.length })

  step = 'userinfo'
  const info = await oidc.fetchUserInfo(config, tokens.access_token, subject, { DPoP })
  done({ subject: info.sub })

  step = 'without_key'
  const bearer = await fetch(feed, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  check(bearer.status === 401, `the token alone is answered with ${bearer.status}`)
  done()

  step = 'refresh'
  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP })
  check(next.claims().sub === subject, 'somebody else came back')
  const again = await (await read(next.access_token)).json()
  done({ changes: again.changes.length })

  step = 'reuse'
  await refused(oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP }), 'invalid_grant')
  await refused(oidc.refreshTokenGrant(config, next.refresh_token, undefined, { DPoP }), 'invalid_grant')
  done()

  step = 'revoke'
  const second = await signIn(oidc.buildAuthorizationUrl(config, asked))
  const fresh = await oidc.authorizationCodeGrant(config, second, checks, undefined, { DPoP })
  await oidc.tokenRevocation(config, fresh.refresh_token)
  await refused(oidc.refreshTokenGrant(config, fresh.refresh_token, undefined, { DPoP }), 'invalid_grant')
  done()
} catch (error) {
  const why = [error.code, error.error, error.message, error.cause?.message].filter(Boolean).join(': ')
  console.log(JSON.stringify({ step, error: why }))
  process.exitCode = 1
}
