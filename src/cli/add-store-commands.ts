import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext, Outcome } from './command.ts';
import { HISTORY_FORMATS } from './commands/history-options.ts';
import { OFFICE_FORMATS } from './commands/offices-options.ts';

type Settle = (outcome: Outcome) => void;

/** The options by which the commands that look into the store find it. */
const addStoreOptions = (command: Command): Command =>
  command
    .option('--offices <csv>', '单位名册 · roster of offices')
    .option('--reports <dir>', '结果目录 · folder for scorecards and mails')
    .option('--data <dir>', '数据目录 · folder of the store')
    .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']));

const year = (value: string): number => {
  if (/^(?:19|20)\d{2}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('accepted: a year such as 2025.');
};

/** The commands that look into the store, and the one that accepts a finding. */
export const addStoreCommands = (
  program: Command,
  context: CommandContext,
  settle: Settle,
  isoDate: (value: string) => string,
): void => {
  addStoreOptions(
    program
      .command('offices')
      .summary('各单位报送与整改情况 · who has reported, who is late, what is open')
      .description(
        '各单位某年度报告的报送情况、得分、未解决问题与邮件状态。\n' +
          'For each office: whether it reported for a year, its last score, open findings, and the state of its mail.',
      ),
  )
    .option('--year <year>', '报告所属年度 · year that reports cover (default: last year)', year)
    .option('--date <date>', '以哪天为准 · as of this date (default: today)', isoDate)
    .addOption(new Option('--format <format>', '输出格式 · output format').choices(OFFICE_FORMATS).default('table'))
    .action(async (options) => {
      const { offices } = await import('./commands/offices.ts');
      settle(await offices(options, context));
    });
  addStoreOptions(
    program
      .command('history')
      .summary('某单位的历史 · what is known of an office, by year')
      .description(
        '某单位各年度报告的版本、数据变动、问题的来龙去脉与邮件。\n' +
          'By year: versions of the report, figures that changed, findings and what became of them; then mails.',
      ),
  )
    .argument('<office>', '单位编号或名称 · id or name of an office')
    .addOption(new Option('--format <format>', '输出格式 · output format').choices(HISTORY_FORMATS).default('text'))
    .action(async (office: string, options) => {
      const { history } = await import('./commands/history.ts');
      settle(await history(office, options, context));
    });
  addStoreOptions(
    program
      .command('replay')
      .summary('重做某批次 · make the files of a run again')
      .description(
        '用保存的原始文件与结论重做某批次的文件,逐字节核对;并按现在的规则重审,说明差别。\n' +
          'Makes the files of a run again from what was kept and compares the bytes; then judges its reports by the\n' +
          'present rules and says what differs.',
      ),
  )
    .argument('<run>', '批次编号 · id of a run, such as 2026-03-31')
    .option('--to <dir>', '写入此目录 · write the files to this folder')
    .addHelpText(
      'after',
      '\n退出码 · exit codes:\n' +
        '  0  全部相同 · everything is the same\n' +
        '  1  有不同,或无法打开存储 · something differs, or the store cannot be opened\n' +
        '  2  用法或配置有误,或无此批次 · wrong usage or configuration, or no such run',
    )
    .action(async (run: string, options) => {
      const { replay } = await import('./commands/replay.ts');
      settle(await replay(run, options, context));
    });
  addStoreOptions(
    program
      .command('waive')
      .summary('豁免一个问题 · accept a finding')
      .description(
        '把一个问题连同其数字写入豁免文件(GOUJI_WAIVERS,默认 seeds/waivers.yaml);数字变了即不再豁免。\n' +
          'Writes a finding with its very figures into the file of waivers; once a figure changes it is open again.',
      ),
  )
    .argument('<fingerprint>', '问题指纹,见 gouji history · fingerprint of a finding, as gouji history shows it')
    .requiredOption('--reason <text>', '理由 · why it is accepted')
    .requiredOption('--approver <name>', '批准人 · who accepts it')
    .requiredOption('--expires <date>', '有效至 · last date on which it counts', isoDate)
    .action(async (fingerprint: string, options) => {
      const { waive } = await import('./commands/waive.ts');
      settle(await waive(fingerprint, options, context));
    });
};
