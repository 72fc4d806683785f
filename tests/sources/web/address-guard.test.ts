import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressGuard, isPublicAddress, PUBLIC_ONLY } from '../../../src/sources/web/address-guard.ts';

describe('an address', () => {
  test.each(['8.8.8.8', '114.114.114.114', '223.5.5.5', '2400:3200::1', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::1',
    '::',
    '::127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    'nonsense',
    '',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  test('is never public where it embeds a private IPv4 address in a form of IPv6', () => {
    const private4 = fc.constantFrom('7f00:1', 'a00:1', 'c0a8:101', 'a9fe:a9fe', '6440:1');
    const prefix = fc.constantFrom('::ffff:', '64:ff9b::', '64:ff9b:1::', '::', '::ffff:0:', '2002:');
    fc.assert(
      fc.property(prefix, private4, (before, address) => {
        const text = before === '2002:' ? `2002:${address}::1` : `${before}${address}`;
        expect(isPublicAddress(text)).toBe(false);
      }),
    );
  });
});

const refusal = (url: string, reach = {}): string | null =>
  addressGuard({ ...PUBLIC_ONLY, ...reach }).refusalOf(new URL(url));

describe('the guard', () => {
  test('lets public names and addresses pass at the usual ports', () => {
    expect(['http://office.example/a', 'https://office.example', 'http://8.8.8.8/'].map((url) => refusal(url))).toEqual(
      [null, null, null],
    );
  });

  test('opens only the ports that are configured', () => {
    expect(refusal('http://office.example:8080/')).toContain('port 8080');
    expect(refusal('http://office.example:8080/', { ports: [8080] })).toBeNull();
    expect(refusal('http://office.example:22/', { ports: [8080] })).toContain('port 22');
  });

  test('lets pass what is allowed by name, by name and port, or by network, and nothing beside it', () => {
    const allow = ['10.1.0.0/16', 'intranet.example:8443', '192.168.7.7'];
    expect(refusal('http://10.1.2.3:9000/', { allow })).toBeNull();
    expect(refusal('https://intranet.example:8443/', { allow })).toBeNull();
    expect(refusal('https://intranet.example:8444/', { allow })).not.toBeNull();
    expect(refusal('http://192.168.7.7/', { allow })).toBeNull();
    expect(refusal('http://192.168.7.8/', { allow })).not.toBeNull();
    expect(refusal('http://10.2.0.1/', { allow })).not.toBeNull();
  });

  test('stays among the named hosts where some are named', () => {
    const only = ['gov.example'];
    expect(refusal('http://www.gov.example/', { only })).toBeNull();
    expect(refusal('http://gov.example.evil.example/', { only })).not.toBeNull();
    expect(refusal('http://notgov.example/', { only })).not.toBeNull();
  });

  test('connects a name to its public addresses only, and to none when it has none', async () => {
    const guard = addressGuard(PUBLIC_ONLY, async (name) =>
      name === 'mixed.example' ? ['10.0.0.1', '8.8.8.8'] : ['127.0.0.1'],
    );
    expect(await guard.resolve('mixed.example', 80)).toEqual(['8.8.8.8']);
    await expect(guard.resolve('inside.example', 80)).rejects.toThrow('which is not public');
  });
});
