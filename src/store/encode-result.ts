import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AuditResult } from '../model/audit-result.ts';
import { sha256 } from '../platform/sha256.ts';

/** JSON has no big integers: 12n is kept as {"#":"12"}, a shape that no type of the model has. */
const pack = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? { '#': value.toString() } : value);

const unpack = (_key: string, value: unknown): unknown => {
  if (value === null || typeof value !== 'object' || !('#' in value)) return value;
  return typeof value['#'] === 'string' ? BigInt(value['#']) : value;
};

const PART = 32;

/** Where a figure stands does not matter to other reports. */
const withoutPlaces = (key: string, value: unknown): unknown => (key === 'locator' ? undefined : pack(key, value));

/**
 * A hash of what other audits may read of a report, in two parts: of the figures themselves, which two formats of one
 * report share, and of everything else.
 */
export const hashFigures = ({ identity, template, facts, claims }: AuditResult): string => {
  const values = facts.map(({ indicator, group, reading }) => [indicator, group, reading]);
  const figures = sha256(JSON.stringify([identity.period.year, template, values], pack));
  const rest = sha256(JSON.stringify([facts, claims], withoutPlaces));
  return `${figures.slice(0, PART)}.${rest.slice(0, PART)}`;
};

/** An audit result as compressed JSON; exact numbers stay exact. */
export const encodeResult = (result: AuditResult): Uint8Array => deflateRawSync(JSON.stringify(result, pack));

/** The inverse of `encodeResult`. Throws for anything else. */
export const decodeResult = (bytes: Uint8Array): AuditResult =>
  JSON.parse(inflateRawSync(bytes).toString('utf8'), unpack) as AuditResult;
