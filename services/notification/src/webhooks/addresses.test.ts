import type { lookup } from 'node:dns';
import { describe, expect, test } from '@jest/globals';
import { addressIn, anywhere, lookupFor, onlyPublic } from './addresses.ts';

describe('a webhook', () => {
  test.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('does not lead to %s', (address) => {
    expect(onlyPublic(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '1.1.1.1', '2606:4700::1111', '2a00:1450::1'])(
    'leads to %s',
    (address) => {
      expect(onlyPublic(address)).toBe(true);
    },
  );

  test.each([
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://[::1]/', '::1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['http://example.org/', undefined],
  ])('to %s means %s', (url, address) => {
    expect(addressIn(new URL(url))).toBe(address);
  });

  test('by a name does not lead to where the name means this machine', async () => {
    const find = (find: typeof lookup) =>
      new Promise((found) =>
        find('localhost', { all: true }, (error, addresses) => found(error?.message ?? addresses)),
      );
    expect(await find(lookupFor(onlyPublic) as typeof lookup)).toBe('the address is not one of the internet');
    expect(await find(lookupFor(anywhere) as typeof lookup)).toEqual(expect.arrayContaining([expect.anything()]));
  });
});
