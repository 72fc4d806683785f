import { type Outcome, printed } from '../command.ts';
import { auditJsonSchema } from '../format/audit-schema.ts';

/** `gouji schema audit`: the JSON Schema of what `gouji audit --format json` prints. */
export const schema = (): Outcome => printed(`${JSON.stringify(auditJsonSchema(), null, 2)}\n`);
