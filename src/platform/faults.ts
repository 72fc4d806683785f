/**
 * Everything that is wrong with one piece of configuration, told at once. `message` is `heading` and one line a
 * fault; each fault names the thing, its value, and what would be accepted.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly string[];

  constructor(heading: string, faults: readonly string[], options?: ErrorOptions) {
    super([heading, ...faults.map((fault) => `  ${fault}`)].join('\n'), options);
    this.faults = faults;
  }
}

const LONGEST_QUOTE = 80;

/** A value as it may be shown in a message: quoted, control and line characters escaped, cut at 80 characters. */
export const quoteValue = (value: string): string => {
  const cut = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
  return escapeControls(JSON.stringify(cut));
};

/** C1 controls, line separators and direction marks as \uXXXX: what JSON leaves alone and a terminal may obey. */
export const escapeControls = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
