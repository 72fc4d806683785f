import process from 'node:process';
import { acquireRunLock } from '../../src/store/run-lock.ts';

// Takes the run lock of a database, says so, and keeps it until it is killed.

const [database = ''] = process.argv.slice(2);
await acquireRunLock({ data: 'not used', database, bucket: null }, new Date());
process.stdout.write('held\n');
setInterval(() => {}, 1000);
