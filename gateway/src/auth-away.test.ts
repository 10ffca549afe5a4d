import { afterEach, describe, expect, test } from '@jest/globals';
import { keysRotated, logIn, myProfile, sessionRevoked, tokenKeys } from '@movies/contract';
import { eventually } from '@movies/testing';
import { goodClaims, newKey, signed } from './testing/signing-keys.ts';
import {
  expectProblem,
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let service: ScriptedService;
const gateways: GatewayUnderTest[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
  await service.stop();
});

async function startBoth(away: ScriptedService['inside']['away'] = 'nothing'): Promise<GatewayUnderTest> {
  service = await startScriptedService();
  service.inside.away = away;
  const gateway = await startGatewayForTest(service);
  gateways.push(gateway);
  return gateway;
}

const asks = ({ url }: GatewayUnderTest, token: string, path: string = myProfile.path) =>
  rawRequest(url, { path, headers: { authorization: `Bearer ${token}` } });

describe('while keys and event log are not to be had', () => {
  test('tokens of keys that are known go on working, and nothing else does', async () => {
    const gateway = await startBoth();
    const member = service.token();
    service.inside.away = 'both';
    expect((await asks(gateway, member)).status).toBe(200);
    expect((await asks(gateway, service.token())).status).toBe(200);
    const stranger = newKey();
    const forged = signed({ alg: 'EdDSA', kid: stranger.id }, goodClaims(), stranger);
    const expired = service.token({ exp: 1 });
    service.hits.length = 0;
    for (const token of [forged, expired, 'x']) expectProblem(await asks(gateway, token), 401);
    expectProblem(await asks(gateway, member, '/api/admin/users'), 403);
    expect(service.hits).toEqual([]);
  });

  test('who was logged out before stays logged out', async () => {
    const gateway = await startBoth();
    const claims = goodClaims();
    const token = service.token(claims);
    service.tell(sessionRevoked, { session_id: String(claims.sid), valid_from_version: 2 });
    await eventually(async () => expectProblem(await asks(gateway, token), 401, 'invalid_token'), 1_000);
    service.inside.away = 'both';
    expectProblem(await asks(gateway, token), 401, 'invalid_token');
    expect((await asks(gateway, service.token({ ...claims, ver: 2 }))).status).toBe(200);
  });

  test('keys that can not be asked for once more stay good', async () => {
    const gateway = await startBoth();
    const member = service.token();
    service.inside.away = 'keys';
    const asked = service.inside.asked.length;
    service.tell(keysRotated, {});
    await eventually(() => expect(service.inside.asked.slice(asked)).toContain(tokenKeys.path), 1_000);
    const later = service.inside.asked.length;
    await eventually(() => expect(service.inside.asked.slice(later)).toContain(tokenKeys.path), 3_000);
    expect((await asks(gateway, member)).status).toBe(200);
    service.keys.exchange();
    service.inside.away = 'nothing';
    await eventually(async () => expect((await asks(gateway, service.token())).status).toBe(200), 3_000);
    expectProblem(await asks(gateway, member), 401, 'invalid_token');
  });

  test('what happened meanwhile is known as soon as they are back', async () => {
    const gateway = await startBoth();
    const claims = goodClaims();
    const [token, ofOldKey] = [service.token(claims), service.token()];
    await service.goAway();
    service.tell(sessionRevoked, { session_id: String(claims.sid), valid_from_version: 2 });
    service.keys.exchange();
    service.tell(keysRotated, {});
    await service.comeBack();
    await eventually(async () => {
      expectProblem(await asks(gateway, token), 401, 'invalid_token');
      expectProblem(await asks(gateway, ofOldKey), 401, 'invalid_token');
    }, 3_000);
    expect((await asks(gateway, service.token())).status).toBe(200);
  });
});

describe('a gateway that starts before them', () => {
  test.each(['keys', 'event log'] as const)(
    '(%s) lets no member in, serves everyone else, and recovers by itself',
    async (away) => {
      const gateway = await startBoth(away);
      const answer = await asks(gateway, service.token());
      expectProblem(answer, 503, 'unavailable');
      expect(answer.headers['retry-after']).toBe('1');
      expectProblem(await asks(gateway, 'x'), 401);
      expect(service.hits).toEqual([]);
      expect((await rawRequest(gateway.url, { path: '/api/auth/status' })).status).toBe(200);
      service.inside.away = 'nothing';
      const token = service.token();
      await eventually(async () => expect((await asks(gateway, token)).status).toBe(200), 3_000);
    },
  );

  test('knows who was logged out before it came', async () => {
    service = await startScriptedService();
    const claims = goodClaims();
    service.tell(sessionRevoked, { session_id: String(claims.sid), valid_from_version: 5 });
    const gateway = await startGatewayForTest(service);
    gateways.push(gateway);
    expectProblem(await asks(gateway, service.token({ ...claims, ver: 4 })), 401, 'invalid_token');
    expect((await asks(gateway, service.token({ ...claims, ver: 5 }))).status).toBe(200);
  });
});

describe('while the whole service is away', () => {
  test('nobody can log in, members get a 503, forged tokens a 401', async () => {
    const gateway = await startBoth();
    const member = service.token();
    await service.goAway();
    const login = await rawRequest(gateway.url, { method: 'POST', path: logIn.path, body: '{}' });
    for (const answer of [login, await asks(gateway, member)]) {
      expectProblem(answer, 503, 'unavailable');
      expect(answer.headers['retry-after']).toBe('1');
    }
    expectProblem(await asks(gateway, 'x'), 401, 'invalid_token');
    expectProblem(await rawRequest(gateway.url, { path: myProfile.path }), 401, 'login_required');
    await service.comeBack();
    await eventually(async () => expect((await asks(gateway, member)).status).toBe(200), 3_000);
  });
});
