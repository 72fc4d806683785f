import type { Language } from '../model/text.ts';
import type { RowStatus } from './night.ts';

/** What a night says while it works, one set a language. */
export type NightWords = {
  readonly begun: (run: string, resumed: boolean) => string;
  readonly reading: (reports: number) => string;
  readonly scoring: (unchanged: number, offices: number) => string;
  readonly status: Readonly<Record<RowStatus, string>>;
  readonly counts: (errors: number, warnings: number) => string;
  readonly notAudited: (source: string, why: string) => string;
  readonly mail: (outcome: 'deferred' | 'failed', office: string, answer: string) => string;
  readonly serverHolds: string;
};

const zh: NightWords = {
  begun: (run, resumed) => `批次 ${run}${resumed ? '（续接上次中断处）' : ''}`,
  reading: (reports) => `读取报告${reports}份`,
  scoring: (unchanged, offices) => `未变化报告${unchanged}份，待评单位${offices}个`,
  status: { new: '新收', changed: '有变化', unchanged: '未变化', failed: '失败' },
  counts: (errors, warnings) => `错误${errors}项，警告${warnings}项`,
  notAudited: (source, why) => `未能审核 ${source}：${why}`,
  mail: (outcome, office, answer) => `邮件${outcome === 'failed' ? '投递失败' : '暂缓投递'} ${office}：${answer}`,
  serverHolds: '邮件服务器暂不收信，其余邮件留待下次投递',
};

const en: NightWords = {
  begun: (run, resumed) => `run ${run}${resumed ? ' (continued where it was cut off)' : ''}`,
  reading: (reports) => `reading ${reports} reports`,
  scoring: (unchanged, offices) => `${unchanged} reports unchanged, ${offices} offices to score`,
  status: { new: 'new', changed: 'changed', unchanged: 'unchanged', failed: 'failed' },
  counts: (errors, warnings) => `${errors} errors, ${warnings} warnings`,
  notAudited: (source, why) => `not audited: ${source}: ${why}`,
  mail: (outcome, office, answer) => `mail ${outcome}: ${office}: ${answer}`,
  serverHolds: 'the mail server does not take mail now; the rest is sent at a later start',
};

export const NIGHT_WORDS: Readonly<Record<Language, NightWords>> = { zh, en };
