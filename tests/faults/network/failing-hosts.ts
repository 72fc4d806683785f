import type { ClientOptions } from '../../sources/web/a-client.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { addressOf, fetchNight, type Host, idOf, type Kind, lacksLoopback } from './simulated-web.ts';

/** The name that each fault must get in the summary; one host may use up its share of bytes before the next office. */
const NAMES: Readonly<Record<Exclude<Kind, 'sound'>, readonly string[]>> = {
  slow: ['too-slow'],
  huge: ['too-large'],
  endless: ['too-large', 'host-budget'],
  reset: ['broken-off'],
  half: ['broken-off'],
  short: ['broken-off'],
  storm: ['http-503'],
  loop: ['redirect-loop'],
  tls: ['tls'],
};

const KINDS = ['sound', ...Object.keys(NAMES)] as readonly Kind[];

const OFFICES = 12;

const hostsOf = (count: number, kindOf: (number: number) => Kind): readonly Host[] =>
  Array.from({ length: count }, (_, number) => ({
    address: addressOf(number),
    kind: kindOf(number),
    offices: OFFICES,
  }));

/** A night at the speed of a test: every time is a part or a multiple of the gap, given in milliseconds. */
const paced = (gap: number): ClientOptions => ({
  politeness: { gap, atOnce: 64, bytes: 12 * 1024 * 1024 },
  timeouts: { connect: 10 * gap, headers: 7 * gap, idle: 7 * gap, whole: 14 * gap },
  retries: { tries: 3, slowTries: 2, base: gap / 2, cap: 2 * gap },
});

const measure = async (count: number, gap: number): Promise<readonly Figure[]> => {
  const options = paced(gap);
  const clean = await fetchNight(
    hostsOf(count, () => 'sound'),
    options,
  );
  const hosts = hostsOf(count, (number) => KINDS[number % KINDS.length] ?? 'sound');
  const mixed = await fetchNight(hosts, options);
  const offices = hosts.flatMap((host) =>
    Array.from({ length: OFFICES }, (_, number) => ({ id: idOf(host, number), kind: host.kind })),
  );
  const dead = offices.filter(({ kind }) => kind !== 'sound');
  const living = offices.filter(({ kind }) => kind === 'sound');
  const named = dead.filter(({ id, kind }) => kind !== 'sound' && NAMES[kind].includes(mixed.failed.get(id) ?? ''));
  const ratio = Math.round((100 * mixed.seconds) / clean.seconds) / 100;
  return [
    told('hosts', count),
    told('seconds of a clean night', Math.round(clean.seconds * 100) / 100),
    // A short night on a busy machine is no measure of time: only the long form is held to its target.
    count < 300 ? told('length beside a clean night', ratio) : atMost('length beside a clean night', ratio, 1.5, '×'),
    allOf(
      'offices of sound hosts that are served',
      living.filter(({ id }) => mixed.served.has(id)).length,
      living.length,
    ),
    zero('offices of sound hosts that are named as failed', living.filter(({ id }) => mixed.failed.has(id)).length),
    allOf('offices of failing hosts that are named with their fault', named.length, dead.length),
    zero('reports of failing hosts', dead.filter(({ id }) => mixed.served.has(id)).length),
  ];
};

export const failingHosts: FaultRow = {
  row: 30,
  fault: 'nine of ten hosts are slow, huge, endless, broken, overloaded, going in circles or without TLS',
  promise: 'the night ends on time, and exactly their offices are named',
  lacks: lacksLoopback,
  // More hosts need more of this machine, which plays both sides: then everything takes longer.
  measure: (scale) => (scale === 'short' ? measure(30, 100) : measure(300, 300)),
};
