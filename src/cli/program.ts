import { Command, InvalidArgumentError, Option } from 'commander';
import { addStoreCommands } from './add-store-commands.ts';
import type { CommandContext, Outcome } from './command.ts';
import { AUDIT_FORMATS, FAIL_ON } from './commands/audit-options.ts';

/** What an action hands its outcome to. */
type Settle = (outcome: Outcome) => void;

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const isoDate = (value: string): string => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(value)) {
    throw new InvalidArgumentError('accepted: a date such as 2026-03-31.');
  }
  return value;
};

const wholeNumber = (value: string): number => {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('accepted: a whole number from 0 to 999999.');
};

const language = (): Option => new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh');

const RULES: readonly [string, string] = [
  '--rules <dir>',
  '规则目录 · folder of rule files (default: the built-in catalogue)',
];

const TEMPLATES: readonly [string, string] = [
  '--templates <dir>',
  '表式目录 · folder of form templates (default: the built-in ones)',
];

const addAudit = (program: Command, context: CommandContext, settle: Settle): void => {
  program
    .command('audit')
    .summary('审核报告文件或文件夹 · audit report files or folders')
    .description(
      '审核报告文件或文件夹(递归),不使用数据库和网络。\n' +
        'Audits report files and folders (recursively) without store or network.',
    )
    .argument('<paths...>', '报告文件或文件夹 · report files or folders')
    .option(...RULES)
    .option(...TEMPLATES)
    .option('--offices <csv>', '单位名册 · roster of offices')
    .addOption(new Option('--format <format>', '输出格式 · output format').choices(AUDIT_FORMATS).default('table'))
    .addOption(
      new Option('--fail-on <severity>', '达到此级别时退出码为 1 · severity from which the exit code is 1')
        .choices(FAIL_ON)
        .default('error'),
    )
    .addOption(language())
    .option('--out <file>', '结果写入文件 · write the result to a file instead of standard output')
    .option('--rule <id>', '只用该规则,可重复 · only this rule; repeatable', collect)
    .addHelpText(
      'after',
      '\n退出码 · exit codes:\n' +
        '  0  没有达到 --fail-on 级别的问题 · nothing at or above --fail-on\n' +
        '  1  有达到该级别的问题 · findings at or above it\n' +
        '  2  用法、配置或规则有误 · wrong usage or configuration, or a rule that crashed\n' +
        '  3  有文件无法读取,其余照常审核 · some input could not be read, the others were audited\n' +
        '\n示例 · examples:\n' +
        '  gouji audit report.html\n' +
        '  gouji audit seeds/reports --format json --fail-on never > result.json',
    )
    .action(async (paths: readonly string[], options) => {
      const { audit } = await import('./commands/audit.ts');
      settle(await audit(paths, options, context));
    });
};

const addExplain = (program: Command, context: CommandContext, settle: Settle): void => {
  program
    .command('explain')
    .summary('说明一个问题的算式与依据 · show the equation and the basis of a finding')
    .description(
      '用报告中的数字列出某条规则的算式、依据与位置。\n' +
        "Shows a rule's equation with this report's figures, its basis and the place in the report.",
    )
    .argument('<file>', '报告文件 · report file')
    .argument('<what>', '问题指纹或规则编号 · fingerprint of a finding, or id of a rule')
    .option(...RULES)
    .option(...TEMPLATES)
    .addOption(language())
    .action(async (file: string, what: string, options) => {
      const { explain } = await import('./commands/explain.ts');
      settle(await explain(file, what, options, context));
    });
};

const addClaims = (program: Command, context: CommandContext, settle: Settle): void => {
  program
    .command('claims')
    .summary('列出正文中的数字表述 · show what the prose states in figures')
    .description(
      '逐句列出正文中的数字、与之相关的数字和表格栏目,以及是否相符。\n' +
        'Shows each sentence that states figures, what every figure relates to, and whether it agrees.',
    )
    .argument('<file>', '报告文件 · report file')
    .option(...RULES)
    .option(...TEMPLATES)
    .addOption(new Option('--format <format>', '输出格式 · output format').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--verdict <verdict>', '只列此类结论所在的句子 · only sentences with such a verdict').choices([
        'holds',
        'violated',
        'undecided',
      ]),
    )
    .addOption(language())
    .addHelpText(
      'after',
      '\n--format json 与 gouji audit 相同,见 gouji schema audit。\n' +
        'JSON is that of gouji audit; see gouji schema audit.\n' +
        '\n退出码 · exit codes:\n' +
        '  0  完成,无论是否相符 · done, whatever was found\n' +
        '  2  用法、配置或规则有误 · wrong usage or configuration, or a rule that crashed\n' +
        '  3  文件无法读取 · the file could not be read\n' +
        '\n示例 · examples:\n' +
        '  gouji claims report.txt\n' +
        '  gouji claims report.docx --verdict violated --lang en',
    )
    .action(async (file: string, options) => {
      const { claims } = await import('./commands/claims.ts');
      settle(await claims(file, options, context));
    });
};

const addRules = (program: Command, context: CommandContext, settle: Settle): void => {
  const rules = program
    .command('rules')
    .summary('查看与检查规则 · look at and check the rules')
    .description('查看与检查规则。\nLooks at and checks the rules.');
  const sub = (name: string, summary: string): Command =>
    rules
      .command(name)
      .summary(summary)
      .description(summary.replace(' · ', '\n'))
      .option(...RULES)
      .option(...TEMPLATES);

  sub('list', '列出全部规则 · list all rules')
    .addOption(language())
    .action(async (options) => {
      const { listRules } = await import('./commands/rules-list.ts');
      settle(await listRules(options, context));
    });
  sub('show', '显示一条规则的文件与说明 · print a rule file and its explanation')
    .argument('<id>', '规则编号 · id of a rule')
    .action(async (id: string, options) => {
      const { showRule } = await import('./commands/rules-show.ts');
      settle(await showRule(id, options));
    });
  sub('lint', '检查规则与表式文件 · check rule files and templates').action(async (options) => {
    const { lintCatalogue } = await import('./commands/rules-lint.ts');
    settle(await lintCatalogue(options));
  });
  sub('test', '运行规则案例 · run the cases of the rules').action(async (options) => {
    const { testRules } = await import('./commands/rules-test.ts');
    settle(await testRules(options));
  });
  sub('explain', '说明一个问题的算式与依据 · show the equation and the basis of a finding')
    .argument('<finding>', '问题指纹 · fingerprint of a finding')
    .argument('<file>', '报告文件,或审核结果 JSON · report file, or an audit result as JSON')
    .addOption(language())
    .action(async (finding: string, file: string, options) => {
      const { explainFinding } = await import('./commands/rules-explain.ts');
      settle(await explainFinding(finding, file, options, context));
    });
  sub('backtest', '试算规则变更的影响 · what a changed catalogue would report')
    .requiredOption('--against <paths...>', '报告文件或文件夹 · report files or folders')
    .option('--drafts', '草案规则视同生效(未给 --rules 时默认) · judge drafts too (default without --rules)')
    .addOption(language())
    .action(async (options) => {
      const { backtestRules } = await import('./commands/rules-backtest.ts');
      settle(await backtestRules(options, context));
    });
  sub('new', '新建一条规则草案 · make a draft rule with cases and page')
    .argument('<family/id>', '类别/编号 · such as cross-table/my-rule')
    .action(async (name: string, options) => {
      const { newRule } = await import('./commands/rules-new.ts');
      settle(await newRule(name, options));
    });
  sub('blind-spots', '列出没有规则保护的数与分不清的错误 · what no rule protects, and errors that look alike')
    .argument('[template]', '表式编号 · id of a form, such as 2021')
    .addOption(language())
    .action(async (template: string | undefined, options) => {
      const { showBlindSpots } = await import('./commands/rules-blind-spots.ts');
      settle(await showBlindSpots(template, options, context));
    });
  sub('mutate', '在无误报告中植入错误,统计各规则的发现率 · spoil clean reports and count what each rule finds')
    .option('--reports <n>', '报告数 · number of reports', wholeNumber, 60)
    .option('--seed <n>', '随机种子 · seed', wholeNumber, 1)
    .addOption(language())
    .action(async (options) => {
      const { mutateRules } = await import('./commands/rules-mutate.ts');
      settle(await mutateRules(options, context));
    });
  sub('profiles', '比较各类单位的评分办法 · compare the scoring of the kinds of office')
    .argument('[profiles...]', '两个评分办法的编号 · ids of two profiles')
    .addOption(language())
    .action(async (ids: readonly string[], options) => {
      const { showProfiles } = await import('./commands/rules-profiles.ts');
      settle(await showProfiles(ids, options, context));
    });
  sub('docs', '输出规则文档 · print the documentation of the rules').action(async (options) => {
    const { ruleDocs } = await import('./commands/rules-docs.ts');
    settle(await ruleDocs(options));
  });
};

const addSchema = (program: Command, settle: Settle): void => {
  program
    .command('schema')
    .summary('输出 JSON Schema · print a JSON Schema')
    .description(
      '输出公开 JSON 格式(audit)或规则文件(rule)的 JSON Schema。\nPrints the JSON Schema of a public format (audit) or of a rule file (rule).',
    )
    .addArgument(program.createArgument('<name>', '格式 · format').choices(['audit', 'rule']))
    .action(async (name: 'audit' | 'rule') => {
      const { schema } = await import('./commands/schema.ts');
      settle(schema(name));
    });
};

/** The options that set the configuration for one call; the environment sets it for all. */
const addConfigOptions = (command: Command): Command =>
  command
    .option('--source <dir>', '报告目录 · folder of reports')
    .option('--offices <csv>', '单位名册 · roster of offices')
    .option('--reports <dir>', '结果目录 · folder for scorecards and mails')
    .option('--data <dir>', '数据目录 · folder of the store')
    .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']));

const addJobs = (program: Command, context: CommandContext, settle: Settle): void => {
  addConfigOptions(
    program
      .command('run')
      .summary('运行一次夜间任务 · run one night')
      .description(
        '运行一次夜间任务:审核全部报告,生成问题清单与邮件。\n' +
          'Runs one night: audits all reports, writes scorecards and mails.',
      ),
  )
    .option('--date <date>', '任务日期 · date of the run (default: today)', isoDate)
    .addHelpText(
      'after',
      '\n退出码 · exit codes:\n' +
        '  0  完成 · done\n' +
        '  1  未能运行:另一任务正在运行,或磁盘、存储出错 · could not run: another run is under way, or disk or store fail\n' +
        '  2  用法、配置或规则有误 · wrong usage or configuration, or a rule that crashed\n' +
        '  3  有报告未能审核,其余已完成 · some report could not be audited, the others were\n' +
        '  129, 130, 143  被信号中断,下次启动时继续 · interrupted by a signal; the next start continues',
    )
    .action(async (options) => {
      const { run } = await import('./commands/run.ts');
      settle(await run(options, context));
    });
  addConfigOptions(
    program
      .command('serve')
      .summary('按计划每夜运行 · keep the schedule')
      .description('按计划每夜运行,直到被停止。\nRuns every night by the schedule until it is stopped.'),
  )
    .option(
      '--dashboard <host:port>',
      '队列看板地址 · where to show the queues of the Redis (read-only, with a password)',
    )
    .action(async (options) => {
      const { serve } = await import('./commands/serve.ts');
      settle(await serve(options, context));
    });
};

const addWorker = (program: Command, context: CommandContext, settle: Settle): void => {
  program
    .command('worker')
    .summary('协助另一台机器的夜间任务 · help with the nights of another machine')
    .description(
      '领取并完成夜间任务中的工作,直到被停止。与运行任务的机器共用 DATABASE_URL、GOUJI_REDIS_URL 和\n' +
        'GOUJI_BLOBS(或共享的 GOUJI_DATA 目录),程序与规则须为同一版本。\n' +
        'Does units of whatever night is under way, until it is stopped. It shares DATABASE_URL, GOUJI_REDIS_URL and\n' +
        'GOUJI_BLOBS (or the folder GOUJI_DATA) with the machine that runs the nights, and has the same program and rules.',
    )
    .option('--data <dir>', '数据目录 · folder of the store')
    .action(async (options) => {
      const { worker } = await import('./commands/worker.ts');
      settle(await worker(options, context));
    });
};

/** The command tree. An action only hands over the outcome of a command module, which is loaded when it is called. */
export const buildProgram = (version: string, context: CommandContext, settle: Settle): Command => {
  const program = new Command('gouji')
    .description(
      '勾稽:核对政府信息公开工作年度报告中的每一个数字。\n' +
        'Gouji checks every figure of the annual reports that government offices publish on information disclosure.',
    )
    .version(version, '-V, --version', '显示版本 · print the version')
    .helpOption('-h, --help', '显示帮助 · print this help')
    .helpCommand('help [command]', '显示某个命令的帮助 · help for a command')
    .showSuggestionAfterError(true)
    .exitOverride();
  addAudit(program, context, settle);
  addExplain(program, context, settle);
  addClaims(program, context, settle);
  addRules(program, context, settle);
  addJobs(program, context, settle);
  addWorker(program, context, settle);
  addStoreCommands(program, context, settle, isoDate);
  addSchema(program, settle);
  return program;
};
