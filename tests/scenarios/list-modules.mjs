// Preloaded by a test: writes the address of every module that the program loads to the file named by GOUJI_TEST_MODULES.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import process from 'node:process';

const seen = new Set();
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    // What Node loads for itself is not the program's doing.
    if (context.parentURL !== undefined && !context.parentURL.startsWith('node:')) seen.add(resolved.url);
    return resolved;
  },
});
process.on('exit', () => writeFileSync(process.env.GOUJI_TEST_MODULES, [...seen].join('\n')));
