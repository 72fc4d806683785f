import type { Topic } from './prose.ts';

const RECONSIDERATION = /复议/;
const LITIGATION = /诉讼|应诉|起诉/;
const COMPLAINTS = /举报|投诉/;
const APPLICATIONS = /申请/;

/** What the words are about; null when they do not say. Disputes and complaints win over the applications they arose from. */
export const topicOf = (words: string): Topic => {
  const reconsideration = RECONSIDERATION.test(words);
  const litigation = LITIGATION.test(words);
  if (reconsideration && litigation) return 'both-disputes';
  if (reconsideration) return 'reconsideration';
  if (litigation) return 'litigation';
  if (COMPLAINTS.test(words)) return 'complaints';
  return APPLICATIONS.test(words) ? 'applications' : null;
};

/** The topic that the innermost telling heading sets. */
export const topicOfHeadings = (headings: readonly string[]): Topic => {
  for (let i = headings.length - 1; i >= 0; i -= 1) {
    const topic = topicOf(headings[i]!);
    if (topic !== null && topic !== 'both-disputes') return topic;
  }
  return null;
};
