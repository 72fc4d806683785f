import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AuditResult } from '../model/audit-result.ts';

/** JSON has no big integers: 12n is kept as {"#":"12"}, a shape that no type of the model has. */
const pack = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? { '#': value.toString() } : value);

const unpack = (_key: string, value: unknown): unknown => {
  if (value === null || typeof value !== 'object' || !('#' in value)) return value;
  return typeof value['#'] === 'string' ? BigInt(value['#']) : value;
};

/** An audit result as compressed JSON; exact numbers stay exact. */
export const encodeResult = (result: AuditResult): Uint8Array => deflateRawSync(JSON.stringify(result, pack));

/** The inverse of `encodeResult`. Throws for anything else. */
export const decodeResult = (bytes: Uint8Array): AuditResult =>
  JSON.parse(inflateRawSync(bytes).toString('utf8'), unpack) as AuditResult;
