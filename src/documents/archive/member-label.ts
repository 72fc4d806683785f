const LONGEST = 160;

/** Control characters, line separators, and marks that turn the direction of writing: a name may lie with them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The name of a member as it may be shown: one line, in reading order, without steps to other folders. */
export const memberLabel = (name: string): string => {
  const segments = name
    .replace(UNSEEN, '')
    .split(/[\\/]/)
    .filter((segment) => segment.trim() !== '' && !/^\.{1,2}$/.test(segment));
  const label = segments.join('/');
  if (label === '') return 'unnamed';
  return label.length > LONGEST ? `…${label.slice(-LONGEST)}` : label;
};
