import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ImapServer } from '../../../src/platform/fetch-settings.ts';

/** A real IMAP server of a test, with one mailbox. */
export type Dovecot = {
  readonly server: ImapServer;
  /** Puts messages into the mailbox, in this order, without going through the server. */
  readonly deliver: (...messages: readonly string[]) => void;
  /** Gives all messages new numbers, as after a restore: the next UIDVALIDITY. */
  readonly renumber: () => void;
  readonly stop: () => Promise<void>;
};

const PLACES = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

const binary = PLACES.find((path) => existsSync(path)) ?? null;

/** Null where a Dovecot 2.3 is installed; else what to do for the tests of the mailbox. */
export const lacksDovecot = (): string | null => {
  if (binary === null) return 'dovecot is not installed (Debian: dovecot-imapd)';
  const version = execFileSync(binary, ['--version'], { encoding: 'utf8' });
  return version.startsWith('2.3.') ? null : `dovecot ${version.trim()} has another form of configuration than 2.3`;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Mail is never handled as root: then it is nobody's. */
const owner = (): { readonly uid: number; readonly gid: number; readonly name: string; readonly group: string } => {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { uid, gid, name: username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim() };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const group = execFileSync('id', ['-gn', 'nobody'], { encoding: 'utf8' }).trim();
  return { uid: id('-u'), gid: id('-g'), name: 'nobody', group };
};

const configuration = (folder: string, port: number): string => {
  const { uid, gid, name, group } = owner();
  return `
protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
mail_location = maildir:${folder}/mail
mail_max_userip_connections = 100
first_valid_uid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
    socket.setTimeout(1000, () => {
      socket.destroy();
      resolve(false);
    });
  });

/** Starts a server of its own on a free port, and waits until it answers. */
export const startDovecot = async (): Promise<Dovecot> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-imap-'));
  const port = await freePort();
  const { uid, gid } = owner();
  const mine = (path: string): void => {
    mkdirSync(path, { recursive: true });
    chownSync(path, uid, gid);
  };
  chmodSync(folder, 0o755);
  chownSync(folder, uid, gid);
  for (const part of ['run', 'state', 'mail', 'mail/new', 'mail/cur', 'mail/tmp']) mine(join(folder, part));
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port));
  const child: ChildProcess = spawn(binary ?? '', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (Date.now() > until || child.exitCode !== null) {
      const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
      await stop();
      throw new Error(`dovecot does not start: ${log.slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  let count = 0;
  const server = {
    host: '127.0.0.1',
    port,
    secure: false,
    requireTls: false,
    user: 'reports',
    password: 'secret',
    folder: 'INBOX',
  };
  return {
    server,
    deliver: (...messages) => {
      for (const message of messages) {
        count += 1;
        // The name begins with the time of delivery, by which new messages are numbered.
        const path = join(folder, 'mail/new', `${1_700_000_000 + count}.M${count}.test`);
        writeFileSync(path, message.replace(/\r?\n/g, '\r\n'));
        chownSync(path, uid, gid);
      }
    },
    renumber: () => {
      for (const name of [
        'dovecot-uidlist',
        'dovecot-uidvalidity',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ])
        rmSync(join(folder, 'mail', name), { force: true });
    },
    stop,
  };
};
