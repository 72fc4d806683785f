/** The time of day, injected wherever it is needed so that tests and replays can set it. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** The time on the wall of a zone: an ISO date and minutes since midnight. */
export type LocalTime = { readonly date: string; readonly minutes: number };

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
};

/** The wall time of an IANA zone at an instant; throws a RangeError for an unknown zone. */
export const localTime = (instant: Date, zone: string): LocalTime => {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return { date, minutes: Number(part('hour')) * 60 + Number(part('minute')) };
};

/** The ISO date of an IANA zone at an instant. */
export const localDate = (instant: Date, zone: string): string => localTime(instant, zone).date;
