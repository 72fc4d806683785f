import { applicationsIn } from './application-words.ts';
import type { Topic } from './prose.ts';

const RECONSIDERATION = /复议/;
const LITIGATION = /诉讼|应诉|起诉/;
const COMPLAINTS = /举报|投诉/;
/** How a suit came about is no reconsideration of its own. */
const COURSES = /未经(?:行政)?复议|(?:经过?)?(?:行政)?复议后|复议前置/g;
/** Other people's business that is received, dealt with and answered like applications are. */
const OTHER_BUSINESS =
  /行政审批|审批事项|行政许可|许可事项|服务事项|留言|来信|来电|来访|信箱|咨询|建议|提案|热线|工单|信访|诉求/;

/**
 * What the words are about; null when they do not say. Disputes and complaints win over the applications they arose from.
 */
export const topicOf = (stretch: string): Topic => {
  const words = stretch.includes('复议') ? stretch.replace(COURSES, '') : stretch;
  const reconsideration = RECONSIDERATION.test(words);
  const litigation = LITIGATION.test(words);
  if (reconsideration && litigation) return 'both-disputes';
  if (reconsideration) return 'reconsideration';
  if (litigation) return 'litigation';
  const applications = applicationsIn(words);
  if (COMPLAINTS.test(words) && !(applications === 'ours' && /信访/.test(words))) return 'complaints';
  if (applications === 'ours') return 'applications';
  return applications === 'others' || OTHER_BUSINESS.test(words) ? 'other-business' : null;
};

/** The topic that the innermost telling heading sets. */
export const topicOfHeadings = (headings: readonly string[]): Topic => {
  for (let i = headings.length - 1; i >= 0; i -= 1) {
    const topic = topicOf(headings[i]!);
    if (topic !== null && topic !== 'both-disputes' && topic !== 'other-business') return topic;
  }
  return null;
};
