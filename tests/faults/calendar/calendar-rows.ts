import { dailySchedule } from '../../../src/jobs/due-dates.ts';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { datesNamed, everyMinutes, faultsOf, keepCalendar } from './simulated-calendar.ts';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Urumqi'] as const;
const PATTERNS = ['0 2 * * *', '30 1 * * *', '0 0 * * *', '59 23 * * *', '30 3 * * 1-5'] as const;

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The instants of November 2026 at which a machine that is down for so long in the middle looks at its calendar. */
const withOutage = (hours: number): readonly number[] => {
  const down = Date.parse('2026-11-10T17:00Z');
  return [...everyMinutes('2026-11-01T00:00Z', '2026-12-01T00:00Z', 5)].filter(
    (time) => time < down || time >= down + hours * HOUR,
  );
};

const measureOutages = async (): Promise<readonly Figure[]> => {
  const schedule = dailySchedule('0 2 * * *');
  const expected = datesNamed(schedule, '2026-11-02', 28);
  const kept = [1, 24, 9 * 24].map((hours) => keepCalendar(schedule, 'Asia/Shanghai', '2026-11-01', withOutage(hours)));
  const faults = kept.map((each) => faultsOf(each, expected));
  return [
    told('dates passed over after 1 hour, 1 day, 9 days', kept.map(({ skipped }) => skipped.length).join(', ')),
    zero(
      'dates run twice',
      faults.reduce((sum, { twice }) => sum + twice, 0),
    ),
    zero(
      'dates lost without a word',
      faults.reduce((sum, { lost }) => sum + lost, 0),
    ),
  ];
};

/** 2028 has a leap day; the clocks of three of the zones are put forward and back in it. */
const measureZones: FaultRow['measure'] = async (scale): Promise<readonly Figure[]> => {
  let [wrong, dates] = [0, 0];
  for (const zone of ZONES) {
    for (const pattern of PATTERNS) {
      const schedule = dailySchedule(pattern);
      const looks = everyMinutes('2027-12-31T12:00Z', '2029-01-01T18:00Z', scale === 'short' ? 60 : 10);
      const { runs, skipped } = keepCalendar(schedule, zone, '2027-12-31', looks);
      const counted = Map.groupBy(runs, (date) => date);
      const expected = datesNamed(schedule, '2028-01-01', 366);
      dates += expected.length;
      wrong += expected.filter((date) => counted.get(date)?.length !== 1).length + skipped.length;
    }
  }
  return [told('dates in 5 zones and 5 schedules', dates), zero('dates with not exactly one run', wrong)];
};

type Clock = (time: number) => number;

/** A clock that jumps at a time of the night: the machine's time is put right, forward or back. */
const jumping = (by: number): Clock => {
  const at = Date.parse('2026-11-10T18:02Z');
  return (time) => (time < at ? time : time + by);
};

const measureJumps = async (): Promise<readonly Figure[]> => {
  const schedule = dailySchedule('0 2 * * *');
  const expected = datesNamed(schedule, '2026-11-02', 27);
  const looks = [...everyMinutes('2026-11-01T00:00Z', '2026-11-29T00:00Z', 1)];
  const clocks = [
    jumping(HOUR),
    jumping(-HOUR),
    (time: number) => time + 5 * MINUTE,
    (time: number) => time - 5 * MINUTE,
  ];
  const nights = clocks.map((clock) => keepCalendar(schedule, 'Asia/Shanghai', '2026-11-01', looks.map(clock)));
  // Two hosts whose clocks differ by ten minutes look at one store in turn.
  const skewed = looks.flatMap((time) => [time + 5 * MINUTE, time - 5 * MINUTE]);
  nights.push(keepCalendar(schedule, 'Asia/Shanghai', '2026-11-01', skewed));
  const faults = nights.map((night) => faultsOf(night, expected));
  return [
    allOf('clocks with one run a date', faults.filter(({ twice, lost }) => twice + lost === 0).length, nights.length),
  ];
};

const row = (number: number, fault: string, promise: string, measure: FaultRow['measure']): FaultRow => ({
  row: number,
  fault,
  promise,
  lacks: async () => null,
  measure,
});

export const missedNights = row(
  6,
  'the machine is down for 1 hour, 1 day, 9 days',
  'the newest missed night is caught up, older ones are recorded as skipped',
  measureOutages,
);

export const changedClocks = row(
  7,
  'summer time, a leap day, other zones',
  'one run for each local date that the schedule names',
  measureZones,
);

export const jumpedClocks = row(
  8,
  'a clock that jumps an hour, hosts that disagree by ten minutes',
  'one run a date',
  measureJumps,
);
