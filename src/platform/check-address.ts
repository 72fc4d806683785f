import { quoteValue } from './faults.ts';

declare const checked: unique symbol;

/** One mail address that has passed `checkAddress`; nothing else may reach an envelope or a header. */
export type MailAddress = string & { readonly [checked]: true };

export type CheckedAddress = { readonly address: MailAddress } | { readonly fault: string };

const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
const LABEL = /^[A-Za-z0-9-]{1,63}$/;

const isLabel = (label: string): boolean => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-');

const whatIsWrong = (text: string): string | null => {
  if (text === '') return 'is empty';
  // The mail library reads "a@b\r\nBcc: c@d", "a@b, c@d" and "group: a@b;" as more recipients, U+2028 like a line end.
  if (/[^\x21-\x7e]/.test(text)) return 'has a space, a line break or a character outside ASCII';
  if (/[,;:<>()[\]"\\]/.test(text)) return 'is more than one bare address';
  const at = text.indexOf('@');
  if (at < 0 || at !== text.lastIndexOf('@')) return 'has not exactly one @';
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (local.length > 64 || text.length > 254) return 'is too long';
  if (!local.split('.').every((atom) => ATOM.test(atom))) return 'has a malformed name before the @';
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every(isLabel)) return 'has a malformed domain after the @';
  return null;
};

/**
 * One ASCII addr-spec (name@example.org; internationalised domains as xn--…), or a refusal that says why. Nothing is
 * trimmed or repaired: a roster's mistake should be seen by its owner.
 */
export const checkAddress = (text: string): CheckedAddress => {
  const wrong = whatIsWrong(text);
  if (wrong === null) return { address: text as MailAddress };
  return { fault: `${quoteValue(text)} ${wrong}; expected one address such as office@example.org` };
};

/** The part after the @. */
export const domainOf = (address: MailAddress): string => address.slice(address.indexOf('@') + 1);
